package io.nineveh.broker.server;

import io.nineveh.broker.plugin.Loan;
import io.nineveh.thrift.TBrokerReadResponse;
import java.nio.ByteBuffer;

/** What was read, in borrowed memory, which is given back when the answer has gone out. */
final class ReadAnswer extends TBrokerReadResponse implements BorrowedAnswer {
    private static final long serialVersionUID = 1L;

    private final transient Loan loan;

    /** Takes the loan over, whose memory the data has. */
    ReadAnswer(Loan loan, ByteBuffer data) {
        super(Outcome.ok());
        this.loan = loan;
        // the generated setter copies; the field takes the buffer as it is
        this.data = data;
    }

    @Override
    public void giveBack() {
        loan.close();
    }
}
