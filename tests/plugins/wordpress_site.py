"""A WordPress of its own, on free ports of this machine: MariaDB, PHP's server, the plug-in activated, nothing left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket

import httpx

ROOT = Path(__file__).parents[2]
WORDPRESS = ROOT / "var" / "wordpress" / "usr" / "share" / "wordpress"
PLUGIN = ROOT / "plugins" / "wordpress" / "event-timeline"
MARIADB = shutil.which("mariadbd", path=f"{os.environ['PATH']}:/usr/sbin")
PASSWORD = "a password"  # of everyone
ROLES = ("administrator", "editor", "subscriber")
READY = 120  # seconds: the machine may be busy

CONFIG = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{folder}/socket' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', '{url}' );
define( 'WP_SITEURL', '{url}' );
define( 'WP_CONTENT_DIR', '{folder}/content' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true ); // no news, no updates: only the service
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '{folder}/debug.log' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {{
    define( $name . '_KEY', $name . ' key' );
    define( $name . '_SALT', $name . ' salt' );
}}
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {{
    define( 'ABSPATH', '{wordpress}/' );
}}
require_once ABSPATH . 'wp-settings.php';
"""

ROUTER = """<?php
$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( 0 === strpos( $path, '/wp-content/' ) ) {
    $types = array( 'js' => 'text/javascript', 'css' => 'text/css', 'json' => 'application/json' );
    header( 'Content-Type: ' . ( $types[ pathinfo( $path, PATHINFO_EXTENSION ) ] ?? 'text/plain' ) );
    return readfile( dirname( __FILE__ ) . '/content' . substr( $path, strlen( '/wp-content' ) ) );
}
if ( '/' !== $path && file_exists( $_SERVER['DOCUMENT_ROOT'] . $path ) ) {
    return false;
}
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
"""

THEME = """<!DOCTYPE html><html <?php language_attributes(); ?>><head><?php wp_head(); ?></head><body><?php
while ( have_posts() ) { the_post(); the_title( '<h1>', '</h1>' ); the_content(); }
wp_footer(); ?></body></html>
"""

INSTALL = """
define( 'WP_INSTALLING', true );
require '{wordpress}/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'The Courier', 'administrator', 'administrator@courier.test', true, '', '{password}' );
foreach ( array( 'editor', 'subscriber' ) as $role ) {{
    wp_insert_user( array( 'user_login' => $role, 'user_pass' => '{password}', 'role' => $role ) );
}}
update_option( 'template', 'plain' );
update_option( 'stylesheet', 'plain' );
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$fault = activate_plugin( 'event-timeline/event-timeline.php' );
echo is_wp_error( $fault ) ? $fault->get_error_message() : 'ready';
"""


class Site:
    """A running WordPress at ``url``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {"WORDPRESS_CONFIG": str(folder / "config.php"), "PHP_CLI_SERVER_WORKERS": "4"}

    def php(self, code: str, *, load: bool = True) -> str:
        """What a piece of PHP prints inside this WordPress."""
        before = f"require '{WORDPRESS}/wp-load.php';" if load else ""
        command = ["php", "-d", "display_errors=stderr", "-r", before + code]
        run = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=READY, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    @contextmanager
    def signed_in(self, name: str) -> Iterator[httpx.Client]:
        """A browser's cookies and nonce, of one of :data:`ROLES`."""
        cookies = {"wordpress_test_cookie": "WP Cookie check"}
        with httpx.Client(base_url=self.url, timeout=READY, cookies=cookies) as client:
            client.post("/wp-login.php", data={"log": name, "pwd": PASSWORD, "testcookie": "1"})
            client.headers["X-WP-Nonce"] = client.get("/wp-admin/admin-ajax.php?action=rest-nonce").text
            yield client

    def switch(self, *, on: bool) -> None:
        """Activate the plug-in, or deactivate it."""
        how = "activate_plugin" if on else "deactivate_plugins"
        self.php(f"require_once ABSPATH . 'wp-admin/includes/plugin.php'; {how}('event-timeline/event-timeline.php');")

    def debug_log(self) -> str:
        """What PHP and WordPress had to complain about."""
        log = self.folder / "debug.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """A site that is ready, in an empty folder."""
    site = Site(folder)
    told = {"folder": folder, "url": site.url, "wordpress": WORDPRESS, "password": PASSWORD}
    (folder / "config.php").write_text(CONFIG.format(**told))
    (folder / "router.php").write_text(ROUTER)
    theme = folder / "content" / "themes" / "plain"
    theme.mkdir(parents=True)
    (theme / "style.css").write_text("/* Theme Name: Plain */")
    (theme / "index.php").write_text(THEME)
    patient = folder / "content" / "mu-plugins" / "patient.php"
    patient.parent.mkdir()
    patient.write_text(f"<?php add_filter( 'event_timeline_timeout', fn() => {READY} );")
    (folder / "content" / "plugins").mkdir()
    shutil.copytree(PLUGIN, folder / "content" / "plugins" / "event-timeline")
    with _database(folder):
        assert site.php(INSTALL.format(**told), load=False) == "ready"
        command = ["php", "-S", f"127.0.0.1:{site.port}", "-t", str(WORDPRESS), str(folder / "router.php")]
        with _program(command, site.environment):
            _await(lambda: create_connection(("127.0.0.1", site.port), timeout=1).close())
            yield site


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    data = folder / "data"
    data.mkdir()  # MariaDB starts without system tables where it need not ask for rights
    where = [f"--datadir={data}", f"--socket={folder}/socket", f"--pid-file={folder}/pid", f"--user={_user()}"]
    how = ["--skip-grant-tables", "--skip-networking", "--innodb-flush-log-at-trx-commit=0"]
    server = [MARIADB or "", "--no-defaults", *where, *how]
    with _program(server, dict(os.environ)):
        create = "mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT); "
        create += (
            f"(new mysqli('localhost', 'root', '', '', 0, '{folder}/socket'))->query('CREATE DATABASE wordpress');"
        )
        _await(lambda: subprocess.run(["php", "-r", create], capture_output=True, timeout=READY, check=True))
        yield


@contextmanager
def _program(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # the workers of PHP's server outlive it otherwise
        process.wait(timeout=READY)


def _await(attempt) -> None:
    until = time.monotonic() + READY
    while True:
        try:
            return attempt()
        except (OSError, subprocess.CalledProcessError):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def _user() -> str:
    return "root" if os.geteuid() == 0 else os.environ["USER"]
