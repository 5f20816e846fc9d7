"""The app that is installed: its manifest, its names and its secrets."""

from dataclasses import dataclass, field

from emulator.ids import new_id, new_secret
from emulator.manifest import Manifest


@dataclass(kw_only=True)
class App:
    manifest: Manifest
    id: str = field(default_factory=lambda: new_id("A"))
    bot_id: str = field(default_factory=lambda: new_id("B"))
    bot_user_id: str = field(default_factory=lambda: new_id("U"))
    bot_token: str = field(default_factory=lambda: f"xoxb-{new_secret(24)}")
    app_token: str = field(default_factory=lambda: f"xapp-1-{new_secret(32)}")
    config_token: str = field(default_factory=lambda: f"xoxe.xoxp-1-{new_secret(32)}")
    """Its owner's, for `apps.manifest.validate`."""
    signing_secret: str = field(default_factory=lambda: new_secret(32))
    verification_token: str = field(default_factory=lambda: new_secret(24))
    is_revoked: bool = False
    """After an uninstall or auth.revoke: every call answers `account_inactive`."""
