package io.nineveh.broker.server;

import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPageResponse;
import java.util.List;

/** A page of what was listed. Its memory is given back when the answer has gone out. */
final class PageAnswer extends TBrokerListPageResponse implements BorrowedAnswer {
    private static final long serialVersionUID = 1L;

    private final transient ListingMemory memory;

    /** Takes the memory over, which the page lies in. */
    PageAnswer(ListingMemory memory, List<TBrokerFileStatus> files) {
        super(Outcome.ok());
        this.memory = memory;
        setFiles(files);
    }

    @Override
    public void giveBack() {
        memory.close();
    }
}
