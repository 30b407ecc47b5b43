package io.nineveh.server.mysql;

import java.util.Arrays;
import java.util.Optional;

/** The commands of the protocol that are told apart here; all others are unknown to this server. */
enum Command {
    QUIT(0x01),
    INIT_DB(0x02),
    QUERY(0x03),
    FIELD_LIST(0x04),
    STATISTICS(0x09),
    PROCESS_KILL(0x0c),
    PING(0x0e),
    CHANGE_USER(0x11),
    STMT_PREPARE(0x16),
    STMT_EXECUTE(0x17),
    STMT_SEND_LONG_DATA(0x18),
    STMT_CLOSE(0x19),
    STMT_RESET(0x1a),
    SET_OPTION(0x1b),
    STMT_FETCH(0x1c),
    RESET_CONNECTION(0x1f);

    private final int code;

    Command(int code) {
        this.code = code;
    }

    static Optional<Command> of(int code) {
        return Arrays.stream(values()).filter(command -> command.code == code).findFirst();
    }
}
