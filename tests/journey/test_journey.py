"""From `make demo` to a summary that can be trusted, in a real browser."""

from tests.journey import walk


def test_a_newcomer_creates_a_group_fills_it_and_reads_the_summary() -> None:
    with walk.demo() as address, walk.browser() as browser:
        page = browser.new_page()
        page.goto(address)
        walk.goes_to(page, "secretaria")
        walk.opens_an_import(page, "Esports")
        template = walk.downloads(page, "users-mailbox-example.csv")
        assert template.decode("utf-8-sig") == "Identifier;Name\r\n"
        walk.drops(page, "esports.csv", walk.ROSTER)
        thread = page.get_by_role("complementary", name="Thread")
        for line in ("3 users added to Esports", "5 rows read", "1 repeated in the file", "1 rejected"):
            thread.get_by_text(line).first.wait_for()
        results = walk.downloads(page, "esports-results.csv").decode("utf-8-sig")
        assert results.splitlines()[0] == "Identifier;Name;Line;Status;Reason"
        assert [line.split(";")[2:4] for line in results.splitlines()[1:]] == [
            ["5", "Repeated"],
            ["6", "Rejected"],
        ]
