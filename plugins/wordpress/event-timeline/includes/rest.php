<?php
/**
 * What the block asks while an editor searches: /wp-json/event-timeline/v1/stories?search=…
 *
 * WordPress's own nonce (X-WP-Nonce) says who asks; without one a cookie counts for nothing.
 *
 * @package EventTimeline
 */

namespace EventTimeline;

use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

add_action( 'rest_api_init', __NAMESPACE__ . '\register_routes' );

/**
 * One route, for those who may write posts.
 */
function register_routes(): void {
	register_rest_route(
		'event-timeline/v1',
		'/stories',
		array(
			'methods'             => 'GET',
			'callback'            => __NAMESPACE__ . '\found_stories',
			'permission_callback' => static function (): bool {
				return current_user_can( 'edit_posts' );
			},
			'args'                => array(
				'search' => array(
					'type'              => 'string',
					'default'           => '',
					'maxLength'         => 300,
					'validate_callback' => 'rest_validate_request_arg',
					'sanitize_callback' => 'sanitize_text_field',
				),
			),
		)
	);
}

/**
 * The stories that were found, without what the block does not show, and with the address of the page of each.
 *
 * @param WP_REST_Request $request With the words.
 * @return array|\WP_Error
 */
function found_stories( WP_REST_Request $request ) {
	$found = stories( $request['search'] );
	if ( is_wp_error( $found ) ) {
		return $found;
	}
	$shown = array_flip( array( 'id', 'title', 'state', 'events', 'updated_at' ) );
	return array_map(
		static function ( array $story ) use ( $shown ): array {
			return array_intersect_key( $story, $shown ) + array( 'link' => page_of( $story['id'] ) );
		},
		$found
	);
}
