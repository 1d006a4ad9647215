<?php
/**
 * Settings → Event Timeline. WordPress's own page of options checks the nonce and the capability when it is sent.
 *
 * @package EventTimeline
 */

namespace EventTimeline;

defined( 'ABSPATH' ) || exit;

const PAGE = 'event-timeline';

add_action( 'admin_init', __NAMESPACE__ . '\register_options' );
add_action( 'admin_menu', __NAMESPACE__ . '\add_page' );

/**
 * The options, and how each is cleaned before it is kept.
 */
function register_options(): void {
	register_setting(
		PAGE,
		ADDRESS,
		array(
			'type'              => 'string',
			'sanitize_callback' => __NAMESPACE__ . '\clean_address',
		)
	);
	register_setting(
		PAGE,
		KEY,
		array(
			'type'              => 'string',
			'sanitize_callback' => __NAMESPACE__ . '\clean_key',
		)
	);
}

/**
 * An address of http or https, else the one before.
 *
 * @param mixed $given By the form.
 */
function clean_address( $given ): string {
	$address = untrailingslashit( esc_url_raw( trim( (string) $given ), array( 'http', 'https' ) ) );
	if ( '' !== $given && ! wp_parse_url( $address, PHP_URL_HOST ) ) {
		add_settings_error( ADDRESS, 'address', __( 'The address must begin with https:// or http://.', 'event-timeline' ) );
		return (string) get_option( ADDRESS, '' );
	}
	return $address;
}

/**
 * A new key; an empty field keeps the one before, "-" forgets it.
 *
 * @param mixed $given By the form.
 */
function clean_key( $given ): string {
	$key = sanitize_text_field( (string) $given );
	if ( '-' === $key ) {
		return '';
	}
	return '' === $key ? (string) get_option( KEY, '' ) : $key;
}

/**
 * The page, for administrators.
 */
function add_page(): void {
	$title = __( 'Event Timeline', 'event-timeline' );
	add_options_page( $title, $title, 'manage_options', PAGE, __NAMESPACE__ . '\show_page' );
}

/**
 * The form. The key is never written into it.
 */
function show_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$in_file = defined( 'EVENT_TIMELINE_KEY' );
	?>
	<div class="wrap">
		<h1><?php echo esc_html( get_admin_page_title() ); ?></h1>
		<?php show_state(); ?>
		<form action="options.php" method="post">
			<?php settings_fields( PAGE ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="event-timeline-address"><?php esc_html_e( 'Address of the service', 'event-timeline' ); ?></label></th>
					<td>
						<input id="event-timeline-address" name="<?php echo esc_attr( ADDRESS ); ?>" type="url" class="regular-text"
							value="<?php echo esc_attr( address() ); ?>" placeholder="https://timelines.example"
							<?php disabled( defined( 'EVENT_TIMELINE_ADDRESS' ) ); ?>>
						<p class="description"><?php esc_html_e( 'Browsers of readers fetch the widget from there, so it must be reachable for them.', 'event-timeline' ); ?></p>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="event-timeline-key"><?php esc_html_e( 'Key', 'event-timeline' ); ?></label></th>
					<td>
						<input id="event-timeline-key" name="<?php echo esc_attr( KEY ); ?>" type="password" class="regular-text" autocomplete="off" value=""
							<?php disabled( $in_file ); ?>>
						<p class="description">
							<?php
							if ( $in_file ) {
								esc_html_e( 'It is set in wp-config.php.', 'event-timeline' );
							} elseif ( '' !== key() ) {
								esc_html_e( 'A key is kept. Leave this empty to keep it, or write "-" to forget it.', 'event-timeline' );
							} else {
								esc_html_e( 'One with the scope "read" is enough.', 'event-timeline' );
							}
							?>
						</p>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}

/**
 * Whether the service answers to this key.
 */
function show_state(): void {
	if ( '' === address() ) {
		return;
	}
	$found = stories( '' );
	$right = ! is_wp_error( $found );
	$told  = $right ? __( 'The service answers, and knows the key.', 'event-timeline' ) : $found->get_error_message();
	printf( '<div class="notice notice-%s inline"><p>%s</p></div>', $right ? 'success' : 'error', esc_html( $told ) );
}
