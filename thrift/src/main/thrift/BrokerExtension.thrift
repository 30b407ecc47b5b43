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

struct TBrokerChecksumRequest {
    1: required PaloBrokerService.TBrokerVersion version;
    2: required string path;
    3: required map<string, string> properties
}

struct TBrokerChecksumResponse {
    1: required PaloBrokerService.TBrokerOperationStatus opStatus;
    // What was computed: "MD5", or the storage's own checksum of the content, by its name.
    2: optional string algorithm;
    // In lower-case hex digits.
    3: optional string checksum
}

struct TBrokerCopyPathRequest {
    1: required PaloBrokerService.TBrokerVersion version;
    2: required string srcPath;
    3: required string destPath;
    4: required map<string, string> properties
}

struct TBrokerDeletePathsRequest {
    1: required PaloBrokerService.TBrokerVersion version;
    // Files of one file system, at most 1000; more are INVALID_ARGUMENT.
    2: required list<string> paths;
    3: required map<string, string> properties
}

struct TBrokerDeletePathsResponse {
    // OK when each path has an outcome.
    1: required PaloBrokerService.TBrokerOperationStatus opStatus;
    // One for each path, in the order of the request.
    2: optional list<PaloBrokerService.TBrokerOperationStatus> outcomes
}

struct TBrokerListPageRequest {
    1: required PaloBrokerService.TBrokerVersion version;
    // Literal, not a glob.
    2: required string directory;
    // True for the files, and no directories, at any depth; false for the files and directories that it holds itself.
    3: required bool isRecursive;
    // A path with the scheme and authority of the directory, which need not be there; absent for the first page.
    4: optional string startAfter;
    // The most paths on the page, at least 1. A broker gives at most 10000, whatever is asked for.
    5: required i64 limit;
    6: required map<string, string> properties
}

struct TBrokerListPageResponse {
    1: required PaloBrokerService.TBrokerOperationStatus opStatus;
    // Ordered by path, by UTF-16 code unit.
    2: optional list<PaloBrokerService.TBrokerFileStatus> files;
    // Whether there are paths after the last of these, for the next page to start after.
    3: optional bool hasMore
}

service TBrokerService extends PaloBrokerService.TPaloBrokerService {

    TBrokerDescribeResponse describeBroker(1: TBrokerDescribeRequest request);

    // A whole file in one round trip: checked against its MD5, atomic, replacing one that is there.
    PaloBrokerService.TBrokerOperationStatus putFile(1: TBrokerPutFileRequest request);

    // A whole file in one round trip.
    PaloBrokerService.TBrokerReadResponse getFile(1: TBrokerGetFileRequest request);

    // Drops a writer without publishing; an fd that is not open any more is OK.
    PaloBrokerService.TBrokerOperationStatus abortWriter(1: TBrokerAbortWriterRequest request);

    // The checksum of a file's content, computed without its bytes coming to the client. Takes as long as the storage, or
    // else the broker, takes to read the file.
    TBrokerChecksumResponse checksum(1: TBrokerChecksumRequest request);

    // Copies a file within one file system, whole or not at all, replacing one that is there; within the storage where it
    // can do that, else through the broker.
    PaloBrokerService.TBrokerOperationStatus copyPath(1: TBrokerCopyPathRequest request);

    // Deletes files, each whatever becomes of the others; a missing one is OK. A directory is left as it is: it is
    // INVALID_INPUT_FILE_PATH, or on an object store, which has none, a missing file.
    TBrokerDeletePathsResponse deletePaths(1: TBrokerDeletePathsRequest request);

    // A part of a listing of any size. A file gives itself, a missing directory nothing. OPERATION_NOT_SUPPORTED when the
    // storage cannot list in parts. On an object store a path may be a file and a directory: both stand on one page and
    // count once.
    TBrokerListPageResponse listPage(1: TBrokerListPageRequest request);
}
