package io.nineveh.server.mysql;

/**
 * How the value of a parameter is sent, and what literal it becomes: numbers are numbers, all else is a text in quotes, as
 * when drivers write the literals themselves.
 */
enum ParameterType {
    NULL {
        @Override
        String read(PayloadReader payload, boolean unsigned) {
            return SqlLiteral.NULL;
        }
    },
    TINY {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            int value = payload.readInt1();
            return Integer.toString(unsigned ? value : (byte) value);
        }
    },
    SHORT {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            int value = payload.readInt2();
            return Integer.toString(unsigned ? value : (short) value);
        }
    },
    LONG {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            int value = payload.readInt4();
            return unsigned ? Integer.toUnsignedString(value) : Integer.toString(value);
        }
    },
    LONGLONG {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            long value = payload.readInt8();
            return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
        }
    },
    FLOAT {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.floating(Float.toString(Float.intBitsToFloat(payload.readInt4())));
        }
    },
    DOUBLE {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.floating(Double.toString(Double.longBitsToDouble(payload.readInt8())));
        }
    },
    DECIMAL {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.decimal(TEXT.decode(payload.readLengthEncodedBytes()));
        }
    },
    DATE {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.text(BinaryTime.readDate(payload));
        }
    },
    DATETIME {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.text(BinaryTime.readDateTime(payload));
        }
    },
    TIME {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.text(BinaryTime.readTime(payload));
        }
    },
    /** VARCHAR, JSON, ENUM, SET, the blobs and the other strings. */
    TEXT {
        @Override
        String read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.text(decode(payload.readLengthEncodedBytes()));
        }
    };

    /**
     * The type of a code of the protocol.
     *
     * @throws SqlException error 1210 when values of that type cannot be parameters
     */
    static ParameterType of(int protocolCode) {
        return switch (protocolCode) {
            case 1 -> TINY;
            case 2, 13 -> SHORT;
            case 3, 9 -> LONG;
            case 4 -> FLOAT;
            case 5 -> DOUBLE;
            case 6 -> NULL;
            case 7, 12 -> DATETIME;
            case 8 -> LONGLONG;
            case 0, 246 -> DECIMAL;
            case 10, 14 -> DATE;
            case 11 -> TIME;
            case 15, 245, 247, 248, 249, 250, 251, 252, 253, 254 -> TEXT;
            default ->
                throw new SqlException(
                        ErrorCode.WRONG_ARGUMENTS,
                        "Incorrect arguments to EXECUTE: type %d of the protocol cannot be a parameter; send the value as a text"
                                .formatted(protocolCode));
        };
    }

    /** Reads a value; the literal that it is. */
    abstract String read(PayloadReader payload, boolean unsigned) throws ProtocolException;

    /** The text of bytes, which are UTF-8 or else error 1300. */
    String decode(byte[] bytes) {
        return new PayloadReader(bytes).readRestAsText();
    }
}
