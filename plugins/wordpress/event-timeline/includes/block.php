<?php
/**
 * The block as readers get it: the widget, with the list inside that reads without scripts.
 *
 * @package EventTimeline
 */

namespace EventTimeline;

defined( 'ABSPATH' ) || exit;

const FRESH = MINUTE_IN_SECONDS;
const KEPT  = WEEK_IN_SECONDS;

add_action( 'init', __NAMESPACE__ . '\register_block' );

/**
 * The block, its words, the widget's script.
 */
function register_block(): void {
	load_plugin_textdomain( 'event-timeline', false, basename( dirname( __DIR__ ) ) . '/languages' );
	register_block_type( dirname( __DIR__ ) . '/block', array( 'render_callback' => __NAMESPACE__ . '\rendered' ) );
	wp_set_script_translations( 'event-timeline-story-editor-script', 'event-timeline', dirname( __DIR__ ) . '/languages' );
	if ( '' !== address() ) {
		// No version: the address is the service's, and it says itself how long a copy is good.
		wp_register_script( 'event-timeline', address() . '/widget/event-timeline.js', array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	}
}

/**
 * The HTML of the block.
 *
 * @param array  $attributes Of the block: timeline, layout, order.
 * @param string $saved      What stands in the post: a link, for the day when this plug-in is gone.
 */
function rendered( array $attributes, string $saved ): string {
	$id = $attributes['timeline'] ?? '';
	if ( ! is_id( $id ) || '' === address() ) {
		return $saved;
	}
	$list = copy_of( $id );
	if ( '' === $list ) {
		return withdrawn();
	}
	wp_enqueue_script( 'event-timeline' );
	$own = array(
		'src'     => page_of( $id ) . '.json',
		'refresh' => (string) FRESH,
		'layout'  => $attributes['layout'] ?? '',
		'order'   => $attributes['order'] ?? '',
	);
	$set = '';
	foreach ( array_filter( $own ) as $name => $value ) {
		$set .= sprintf( ' %s="%s"', $name, 'src' === $name ? esc_url( $value ) : esc_attr( $value ) );
	}
	return sprintf(
		'<div %s><event-timeline%s>%s</event-timeline></div>',
		get_block_wrapper_attributes(),
		$set,
		null === $list ? link_to( $id, $attributes['title'] ?? '' ) : $list
	);
}

/**
 * The list of a published timeline, asked for once a minute at most; if the service is away, the last one that it gave.
 *
 * @param string $id Of the timeline.
 * @return string|null HTML that is safe; empty if the timeline is not published, null if nothing is known of it.
 */
function copy_of( string $id ): ?string {
	$name = 'event_timeline_' . md5( address() . ' ' . $id );
	$kept = get_transient( $name );
	if ( is_array( $kept ) && $kept['until'] > time() ) {
		return $kept['list'];
	}
	$before = is_array( $kept ) ? $kept['list'] : null;
	keep( $name, $before ); // The others who read the page at this moment need not wait.
	$list = listed( $id );
	if ( is_wp_error( $list ) ) {
		$list = 404 === $list->get_error_data()['status'] ? '' : $before;
	} else {
		$list = wp_kses( $list, allowed() );
	}
	keep( $name, $list );
	return $list;
}

/**
 * Keep a copy, which is fresh for a minute and good for a week if the service is away.
 *
 * @param string      $name Of the transient.
 * @param string|null $list As copy_of() gives it.
 */
function keep( string $name, ?string $list ): void {
	$until = time() + FRESH;
	set_transient( $name, compact( 'list', 'until' ), KEPT );
}

/**
 * The elements and attributes of the service's list.
 */
function allowed(): array {
	$all = array(
		'class' => true,
		'id'    => true,
	);
	return array(
		'ol'         => $all,
		'ul'         => $all,
		'li'         => $all + array( 'data-event' => true ),
		'p'          => $all,
		'span'       => $all,
		'h3'         => $all,
		'time'       => $all + array( 'datetime' => true ),
		'details'    => $all,
		'summary'    => $all,
		'blockquote' => $all,
		'mark'       => $all,
		'figure'     => $all,
		'figcaption' => $all,
		'img'        => $all + array(
			'src'     => true,
			'alt'     => true,
			'loading' => true,
		),
		'a'          => $all + array( 'href' => true ),
	);
}

/**
 * Where there is no list: a link to the timeline's own page.
 *
 * @param string $id    Of the timeline.
 * @param string $title As it was when it was chosen.
 */
function link_to( string $id, string $title ): string {
	$name = '' === $title ? __( 'Timeline', 'event-timeline' ) : $title;
	return sprintf( '<p><a href="%s">%s</a></p>', esc_url( page_of( $id ) ), esc_html( $name ) );
}

/**
 * In the place of a timeline that is not published: nothing for readers, a sentence for those who can do something.
 */
function withdrawn(): string {
	if ( ! current_user_can( 'edit_posts' ) ) {
		return '';
	}
	$sentence = __( 'This timeline is not published, so readers see nothing here.', 'event-timeline' );
	return sprintf( '<p %s>%s</p>', get_block_wrapper_attributes(), esc_html( $sentence ) );
}
