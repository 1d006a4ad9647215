<?php
/**
 * Plugin Name:       Event Timeline
 * Description:       A block that shows a timeline of your newsroom's timeline-service, found by its title.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            The timeline-service authors
 * License:           Apache-2.0
 * Text Domain:       event-timeline
 *
 * @package EventTimeline
 */

namespace EventTimeline;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';

require_once __DIR__ . '/includes/options.php';
require_once __DIR__ . '/includes/service.php';
require_once __DIR__ . '/includes/rest.php';
require_once __DIR__ . '/includes/block.php';

if ( is_admin() ) {
	require_once __DIR__ . '/includes/settings-page.php';
}
