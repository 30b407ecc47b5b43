// Nineveh's extension of the broker protocol, served on the same port as the compatible part.
//
// A client asks describeBroker once per broker. A broker that does not know the method answers with Thrift's
// "unknown method"; the client then uses the compatible part alone, with the same results in more round trips.

namespace java io.nineveh.thrift

include "PaloBrokerService.thrift"

struct TBrokerPlugin {
    1: required string name;
    2: required list<string> schemes
}

struct TBrokerDescribeRequest {
    1: required PaloBrokerService.TBrokerVersion version
}

struct TBrokerDescribeResponse {
    1: required PaloBrokerService.TBrokerOperationStatus opStatus;
    2: optional string product;
    3: optional string productVersion;
    // Milliseconds since 1970-01-01 UTC.
    4: optional i64 startTime;
    5: optional list<TBrokerPlugin> plugins;
    // The names of the methods of this service, beyond describeBroker, that this broker answers.
    6: optional list<string> capabilities;
    // In bytes: the most that one putFile, one pwrite and one pread or getFile carry.
    7: optional i64 largestPut;
    8: optional i64 largestWrite;
    9: optional i64 largestRead
}

struct TBrokerPutFileRequest {
    1: required PaloBrokerService.TBrokerVersion version;
    2: required string path;
    3: required binary data;
    // The MD5 of data, as 32 lower-case hex digits.
    4: required string md5;
    5: required map<string, string> properties
}

struct TBrokerGetFileRequest {
    1: required PaloBrokerService.TBrokerVersion version;
    2: required string path;
    // In bytes; a longer file is INVALID_ARGUMENT.
    3: required i64 maxLength;
    4: required map<string, string> properties
}

struct TBrokerAbortWriterRequest {
    1: required PaloBrokerService.TBrokerVersion version;
    2: required PaloBrokerService.TBrokerFD fd
}

service TBrokerService extends PaloBrokerService.TPaloBrokerService {

    TBrokerDescribeResponse describeBroker(1: TBrokerDescribeRequest request);

    // A whole file in one round trip: checked against its MD5, atomic, replacing one that is there.
    PaloBrokerService.TBrokerOperationStatus putFile(1: TBrokerPutFileRequest request);

    // A whole file in one round trip.
    PaloBrokerService.TBrokerReadResponse getFile(1: TBrokerGetFileRequest request);

    // Drops a writer without publishing; an fd that is not open any more is OK.
    PaloBrokerService.TBrokerOperationStatus abortWriter(1: TBrokerAbortWriterRequest request);
}
