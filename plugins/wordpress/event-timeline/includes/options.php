<?php
/**
 * The two options: where the service is, and the key that asks it. A constant in wp-config.php goes before an option.
 *
 * @package EventTimeline
 */

namespace EventTimeline;

defined( 'ABSPATH' ) || exit;

const ADDRESS = 'event_timeline_address';
const KEY     = 'event_timeline_key';

/**
 * Where the service is, such as https://timelines.example, without a slash at its end; empty if nobody has said so.
 */
function address(): string {
	$told = defined( 'EVENT_TIMELINE_ADDRESS' ) ? \EVENT_TIMELINE_ADDRESS : get_option( ADDRESS, '' );
	return untrailingslashit( (string) $told );
}

/**
 * The key of the newsroom; it never leaves the server.
 */
function key(): string {
	return (string) ( defined( 'EVENT_TIMELINE_KEY' ) ? \EVENT_TIMELINE_KEY : get_option( KEY, '' ) );
}

/**
 * Whether this can be the id of a timeline.
 *
 * @param mixed $id What was given.
 */
function is_id( $id ): bool {
	return is_string( $id ) && 1 === preg_match( '/^[A-Za-z0-9_-]{1,64}$/D', $id );
}

/**
 * The page of a published timeline.
 *
 * @param string $id Of the timeline.
 */
function page_of( string $id ): string {
	return address() . '/embed/' . rawurlencode( $id );
}
