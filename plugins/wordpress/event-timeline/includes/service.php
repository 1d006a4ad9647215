<?php
/**
 * Requests to the service, from this server only.
 *
 * @package EventTimeline
 */

namespace EventTimeline;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const SECONDS_FOR_EDITORS = 10;
const SECONDS_FOR_READERS = 3;
const LARGEST             = 4 * MB_IN_BYTES;

/**
 * The stories of the newsroom whose title has these words, last changed first.
 *
 * @param string $words Part of a title; empty for all.
 * @return array|WP_Error What the service's list has, up to 20.
 */
function stories( string $words ) {
	$query  = array( 'page_size' => 20 ) + ( '' === $words ? array() : array( 'title' => $words ) );
	$answer = ask( '/v1/timelines?' . http_build_query( $query ), key(), SECONDS_FOR_EDITORS );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$list = json_decode( $answer, true );
	return is_array( $list['timelines'] ?? null ) ? $list['timelines'] : not_understood();
}

/**
 * A published timeline as the list that its readers get: of an address that gives whoever asks the same.
 *
 * @param string $id Of the timeline.
 * @return string|WP_Error HTML; an error of the status 404 if it is not published (any more).
 */
function listed( string $id ) {
	$answer = ask( '/embed/' . rawurlencode( $id ) . '.html', '', SECONDS_FOR_READERS );
	return is_wp_error( $answer ) || 0 === strpos( $answer, '<ol class="timeline">' ) ? $answer : not_understood();
}

/**
 * The body of an answer with the status 200.
 *
 * The host was named by an administrator, and may be one that WordPress takes for internal: it, and only it, is let
 * through the checks of wp_safe_remote_get(). Redirections are not followed, so that the key goes nowhere else.
 *
 * @param string $path    With its query.
 * @param string $key     Empty for none.
 * @param int    $seconds Until it is given up.
 * @return string|WP_Error
 */
function ask( string $path, string $key, int $seconds ) {
	$address = address();
	if ( '' === $address ) {
		return new WP_Error( 'event_timeline_address', __( 'No timeline service has been set up yet.', 'event-timeline' ), array( 'status' => 409 ) );
	}
	$parts = wp_parse_url( $address );
	$host  = static function ( $is_external, $asked ) use ( $parts ) {
		return $is_external || strtolower( $asked ) === strtolower( $parts['host'] ?? '' );
	};
	$ports = static function ( $ports, $asked ) use ( $parts ) {
		$ours = strtolower( $asked ) === strtolower( $parts['host'] ?? '' ) && isset( $parts['port'] );
		return $ours ? array_merge( $ports, array( $parts['port'] ) ) : $ports;
	};
	add_filter( 'http_request_host_is_external', $host, 10, 2 );
	add_filter( 'http_allowed_safe_ports', $ports, 10, 2 );
	$response = wp_safe_remote_get(
		$address . $path,
		array(
			'timeout'             => (float) apply_filters( 'event_timeline_timeout', $seconds, $path ),
			'redirection'         => 0,
			'limit_response_size' => LARGEST,
			'user-agent'          => 'event-timeline/' . VERSION . ' (WordPress)',
			'headers'             => '' === $key ? array() : array( 'Authorization' => 'Bearer ' . $key ),
		)
	);
	remove_filter( 'http_request_host_is_external', $host, 10 );
	remove_filter( 'http_allowed_safe_ports', $ports, 10 );
	if ( is_wp_error( $response ) ) {
		return new WP_Error( 'event_timeline_unreachable', __( 'The timeline service cannot be reached.', 'event-timeline' ), array( 'status' => 502 ) );
	}
	$status = wp_remote_retrieve_response_code( $response );
	if ( 200 !== $status ) {
		return refusal( $status );
	}
	$body = wp_remote_retrieve_body( $response );
	return strlen( $body ) < LARGEST ? $body : not_understood(); // What is longer was cut off.
}

/**
 * What an editor is told of an answer that is none.
 *
 * @param int|string $status Of HTTP.
 */
function refusal( $status ): WP_Error {
	$told = array(
		401 => __( 'The timeline service does not know the key.', 'event-timeline' ),
		403 => __( 'The key may not search, or the timeline service does not know this host name.', 'event-timeline' ),
		404 => __( 'There is no published timeline with this id.', 'event-timeline' ),
		503 => __( 'The timeline service is busy. Try again in a moment.', 'event-timeline' ),
	);
	/* translators: %d: a status of HTTP, such as 500 */
	$other = sprintf( __( 'The timeline service answered with the status %d.', 'event-timeline' ), $status );
	return new WP_Error( 'event_timeline_refused', $told[ $status ] ?? $other, array( 'status' => 404 === $status ? 404 : 502 ) );
}

/**
 * For an answer that is not what the service answers.
 */
function not_understood(): WP_Error {
	return new WP_Error( 'event_timeline_answer', __( 'What answers at this address is no timeline service.', 'event-timeline' ), array( 'status' => 502 ) );
}
