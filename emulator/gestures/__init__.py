"""What a person does, one function each: the page and the control API both call these.

Every function takes the workspace and the person first, changes what is seen, and tells the app
what Slack would tell it. Those that wait for the app's ack return when it came or when its 3
seconds are over; the person then reads why in the channel, under the field or at the form's head.
What Slack's client would not let anybody do raises `Refused` with the words to show.
"""

from emulator.gestures.acting import OnMessage, OnView, Place, attach, detach, fill, press, suggest
from emulator.gestures.forms import close_form, submit
from emulator.gestures.opening import open_home, run_message_shortcut, run_shortcut
from emulator.gestures.refused import Refused
from emulator.gestures.rooms import invite, invite_app, join, leave, open_direct, read_up_to
from emulator.gestures.talking import delete_file, delete_message, edit, react, run_command, say
from emulator.gestures.uploading import upload

__all__ = [
    "OnMessage",
    "OnView",
    "Place",
    "Refused",
    "attach",
    "close_form",
    "delete_file",
    "delete_message",
    "detach",
    "edit",
    "fill",
    "invite",
    "invite_app",
    "join",
    "leave",
    "open_direct",
    "open_home",
    "press",
    "react",
    "read_up_to",
    "run_command",
    "run_message_shortcut",
    "run_shortcut",
    "say",
    "submit",
    "suggest",
    "upload",
]
