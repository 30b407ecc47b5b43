package io.nineveh.broker.server;

import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListResponse;
import java.util.List;

/** What was listed. Its memory is given back when the answer has gone out. */
final class ListAnswer extends TBrokerListResponse implements BorrowedAnswer {
    private static final long serialVersionUID = 1L;

    private final transient ListingMemory memory;

    /** Takes the memory over, which the list lies in. */
    ListAnswer(ListingMemory memory, List<TBrokerFileStatus> files) {
        super(Outcome.ok());
        this.memory = memory;
        setFiles(files);
    }

    @Override
    public void giveBack() {
        memory.close();
    }
}
