package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A system variable: its name, how its value is shown, its value when a session begins, and what it can be set to.
 *
 * @param rule makes the value to be kept from the one that a client gives, or throws {@link SqlException}; empty when
 *     the variable cannot be set
 */
record Variable(String name, Form form, String initialValue, Optional<UnaryOperator<String>> rule) {

    enum Form {
        TEXT,
        NUMBER,
        /** 1 or 0 where it is selected, ON or OFF where it is shown in a list. */
        SWITCH
    }

    Variable {
        requireNonNull(name, "name");
        requireNonNull(form, "form");
        requireNonNull(initialValue, "initialValue");
        requireNonNull(rule, "rule");
    }

    static Variable fixedText(String name, String value) {
        return new Variable(name, Form.TEXT, value, Optional.empty());
    }

    static Variable fixedNumber(String name, long value) {
        return new Variable(name, Form.NUMBER, Long.toString(value), Optional.empty());
    }

    static Variable fixedSwitch(String name, String value) {
        return new Variable(name, Form.SWITCH, value, Optional.empty());
    }

    /** A text for which the rule gives the form to be kept. */
    static Variable text(String name, String initialValue, UnaryOperator<String> rule) {
        return new Variable(name, Form.TEXT, initialValue, Optional.of(rule));
    }

    static Variable number(String name, long initialValue) {
        return number(name, Long.toString(initialValue));
    }

    /** As {@link #number(String, long)}, for an unsigned number of eight bytes. */
    static Variable number(String name, String initialValue) {
        return new Variable(name, Form.NUMBER, initialValue, Optional.of(value -> {
            try {
                return Long.toUnsignedString(Long.parseUnsignedLong(value));
            } catch (NumberFormatException e) {
                throw wrongValue(name, value, "it must be a whole number of at most eight bytes");
            }
        }));
    }

    static Variable onOrOff(String name, String initialValue) {
        return new Variable(
                name, Form.SWITCH, initialValue, Optional.of(value -> switch (value.toUpperCase(Locale.ROOT)) {
                    case "1", "ON", "TRUE" -> "1";
                    case "0", "OFF", "FALSE" -> "0";
                    default -> throw wrongValue(name, value, "it must be ON or OFF");
                }));
    }

    /** A switch that a client may set to what it is. */
    static Variable alwaysOn(String name) {
        return new Variable(name, Form.SWITCH, "1", Optional.of(value -> switch (value.toUpperCase(Locale.ROOT)) {
            case "1", "ON", "TRUE" -> "1";
            default -> throw wrongValue(name, value, "it is always ON");
        }));
    }

    static SqlException wrongValue(String name, String value, String whatToDo) {
        return new SqlException(
                ErrorCode.WRONG_VALUE_FOR_VARIABLE,
                "Variable '%s' can't be set to the value of '%s': %s".formatted(name, value, whatToDo));
    }
}
