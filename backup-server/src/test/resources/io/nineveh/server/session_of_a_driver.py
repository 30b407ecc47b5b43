"""A whole session with a server through a driver of Python's database interface; ends with 0 where all went as it must.

Arguments: the driver (pymysql or mysql.connector), host, port, a location for a repository, and for TLS the authority's certificate.
"""

import datetime
import decimal
import importlib
import sys
import time

driver = importlib.import_module(sys.argv[1])
host, port, location = sys.argv[2], int(sys.argv[3]), sys.argv[4]
authority = sys.argv[5] if len(sys.argv) > 5 else None


def connect(user, password, **more):
    if not authority:
        more["ssl_disabled"] = True
    elif driver.__name__ == "pymysql":
        more["ssl"] = {"ca": authority}
    else:
        more["ssl_ca"], more["ssl_verify_cert"] = authority, True
    if driver.__name__ == "mysql.connector":
        more["use_pure"] = True
    return driver.connect(host=host, port=port, user=user, password=password, **more)


def rows(connection, sql, *parameters):
    cursor = connection.cursor()
    cursor.execute(sql, parameters)
    result = list(cursor.fetchall()) if cursor.description else []
    cursor.close()
    return result


def cells(connection, sql):
    """Those of the first row, by their columns."""
    cursor = connection.cursor()
    cursor.execute(sql)
    names = [column[0] for column in cursor.description]
    result = cursor.fetchall()
    cursor.close()
    return dict(zip(names, result[0]))


def same(actual, expected):
    if actual != expected:
        raise AssertionError("%r, not %r" % (actual, expected))


def fails(code, state, action):
    try:
        action()
    except driver.Error as error:
        same(getattr(error, "errno", None) or error.args[0], code)
        same(getattr(error, "sqlstate", state), state)
    else:
        raise AssertionError("no error %d" % code)


def finished(connection, show):
    """Waits for the end of a job."""
    for _ in range(600):
        job = cells(connection, show)
        if job["State"] in ("FINISHED", "CANCELLED"):
            same((job["State"], job["Status"]), ("FINISHED", "[OK]"))
            return
        time.sleep(0.1)
    raise AssertionError("%s does not end" % show)


root = connect("root", "")
for statement in (
    "CREATE DATABASE d",
    "CREATE USER ann IDENTIFIED BY 'secret'",
    # of 'secret'
    "CREATE USER old IDENTIFIED BY PASSWORD '*14E65567ABDB5135D0CFD9A70B3032C179A49EE7'",
    "GRANT SELECT_PRIV ON d.* TO ann",
    "GRANT SELECT_PRIV ON d.* TO old",
):
    rows(root, statement)
rows(root, "USE d")
rows(
    root,
    "CREATE TABLE t (k INT, b BOOLEAN, ti TINYINT, si SMALLINT, bi BIGINT, li LARGEINT, f FLOAT, db DOUBLE,"
    " de DECIMAL(20, 5), d DATE, dt DATETIME(6), c CHAR(5), v VARCHAR(20), s STRING, j JSON)",
)
largest = "170141183460469231731687303715884105727"
noon = datetime.datetime(2026, 1, 2, 12, 0, 0, 123456)
row = (
    (1, True, -1, -2, -3, largest, 1.5, 2.25, decimal.Decimal("3.14159"))
    + (noon.date(), noon, "abc", "würfel", "x'y\\z\n%", '{"a":1}')
)
insert = "INSERT INTO t VALUES (%s)" % ", ".join(["%s"] * len(row))
rows(root, insert, *row)
rows(root, insert, 2, *([None] * (len(row) - 1)))
same(rows(root, "SELECT * FROM t WHERE d = %s", noon.date()), [row])
same(rows(root, "SELECT * FROM t WHERE k = %s", 2), [(2,) + (None,) * (len(row) - 1)])
many = root.cursor()
many.executemany("INSERT INTO t (k, v) VALUES (%s, %s)", [(number, "many") for number in range(3, 103)])
same(many.rowcount, 100)
many.close()
root.commit()
same(rows(root, "SELECT count(*), max(k) FROM t"), [(102, 102)])
if driver.__name__ == "mysql.connector":
    prepared = root.cursor(prepared=True)
    prepared.execute("SELECT * FROM t WHERE dt = ? AND v = ?", (noon, "würfel"))
    same(prepared.fetchall(), [row])
    prepared.close()
    root.cmd_reset_connection()
    rows(root, "USE d")

fails(1054, "42S22", lambda: rows(root, "SELECT nothing"))
fails(1146, "42S02", lambda: rows(root, "SELECT * FROM nothing"))
fails(1049, "42000", lambda: rows(root, "USE nothing"))
fails(1007, "HY000", lambda: rows(root, "CREATE DATABASE d"))
fails(1064, "42000", lambda: rows(root, "SHOW TABLES OF d"))
fails(1045, "28000", lambda: connect("ann", "wrong"))

same([name for name, *_ in rows(root, "SHOW FULL TABLES")], ["t"])
same(cells(root, "SHOW COLUMNS FROM t LIKE 'k'")["Type"], "int")
same(cells(root, "SHOW VARIABLES LIKE 'version_comment'")["Value"], "Nineveh")
same(bool(cells(root, "SHOW STATUS LIKE 'Ssl_cipher'")["Value"]), bool(authority))

rows(root, "CREATE REPOSITORY archive WITH LOCAL ON LOCATION '%s'" % location)
rows(root, "BACKUP SNAPSHOT d.monday TO archive")
finished(root, "SHOW BACKUP")
same(cells(root, "SHOW SNAPSHOT ON archive")["Snapshot"], "monday")
rows(root, "DROP TABLE t")
rows(root, "RESTORE SNAPSHOT d.monday FROM archive")
finished(root, "SHOW RESTORE")
same(rows(root, "SELECT * FROM t WHERE k = 1"), [row])

other = connect("root", "")
rows(root, "KILL %d" % rows(other, "SELECT CONNECTION_ID()")[0][0])
try:
    rows(other, "SELECT 1")
    raise AssertionError("not killed")
except driver.Error:
    pass
for user in ("ann", "old"):
    as_user = connect(user, "secret", database="d")
    same(rows(as_user, "SELECT CURRENT_USER(), DATABASE()"), [(user + "@%", "d")])
    fails(1142, "42000", lambda: rows(as_user, "INSERT INTO t (k) VALUES (9)"))
    as_user.ping()
    as_user.close()
if driver.__name__ == "mysql.connector":
    root.cmd_change_user("ann", "secret", "d")
    same(rows(root, "SELECT CURRENT_USER()"), [("ann@%",)])
root.close()
