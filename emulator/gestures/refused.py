"""What Slack's client would not let a person do, in words."""


class Refused(Exception):  # read as a sentence where it is raised
    """The words are for the person."""
