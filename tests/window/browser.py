# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser that stands where hers would: it notes what it is asked to open, and does on WordPress's page what she does."""

import http.cookiejar
import json
import os
import pathlib
import re
import urllib.parse
import urllib.request

from driver import wait_for


class Browser:
    def __init__(self, folder):
        """Becomes the program for http: addresses of this session."""
        self.pages = pathlib.Path(folder) / 'opened-pages'
        program = pathlib.Path(folder) / 'browser'
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{self.pages}"\n')
        program.chmod(0o755)
        applications = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'applications'
        applications.mkdir(parents=True)
        (applications / 'browser.desktop').write_text(
            f'[Desktop Entry]\nType=Application\nName=Browser\nExec={program} %u\nMimeType=x-scheme-handler/http;\n')
        (pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'mimeapps.list').write_text(
            '[Default Applications]\nx-scheme-handler/http=browser.desktop\n')

    def wait_until_asked(self):
        wait_for('a page in the browser', self.pages.exists)

    def wait_for_page(self):
        """What it was asked to open last."""
        self.wait_until_asked()
        page = self.pages.read_text().splitlines()[-1]
        self.pages.unlink()
        return page

    def authorize(self, page, user, password, approve=True):
        """Logs in, presses a button on the page, and says where the browser would go: flyleaf://authorized?…"""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

        def load(address, form=None, headers=None):
            data = urllib.parse.urlencode(form).encode() if form is not None else None
            with opener.open(urllib.request.Request(address, data, headers or {}), timeout=60) as answer:
                return answer.read().decode()

        login = urllib.parse.urljoin(page, '../wp-login.php')
        load(login)
        load(login, {'log': user, 'pwd': password, 'testcookie': '1'})
        text = load(page)
        app, api = (json.loads(re.search(r'var %s = (\{.*?\});' % name, text).group(1)) for name in ('authApp', 'wpApiSettings'))
        if not approve:
            return app['reject']
        # As wp-admin/js/auth-app.js does.
        fields = {name: re.search(r'name="%s" value="([^"]*)"' % name, text).group(1) for name in ('app_name', 'app_id')}
        made = json.loads(load(api['root'] + 'wp/v2/users/me/application-passwords',
                               {'name': fields['app_name'], 'app_id': fields['app_id']}, {'X-WP-Nonce': api['nonce']}))
        answer = {'site_url': app['site_url'], 'user_login': app['user_login'], 'password': made['password']}
        joint = '&' if '?' in app['success'] else '?'
        return app['success'] + joint + urllib.parse.urlencode(answer, quote_via=urllib.parse.quote)
