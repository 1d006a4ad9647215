<?php
/**
 * What is taken away with the plug-in: its options, the key among them, and its copies of timelines.
 *
 * @package EventTimeline
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'event_timeline_address' );
delete_option( 'event_timeline_key' );

global $wpdb;
$event_timeline_copies = $wpdb->get_col(
	$wpdb->prepare(
		"SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s",
		$wpdb->esc_like( '_transient_event_timeline_' ) . '%'
	)
);
foreach ( $event_timeline_copies as $event_timeline_copy ) {
	delete_transient( substr( $event_timeline_copy, strlen( '_transient_' ) ) );
}
