package io.nineveh.server.mysql;

/** What information functions tell of a session. */
record SessionInformation(ClientConnection client, MySqlOptions options) {

    /** {@code USER()}: who connected, and from where. */
    String user() {
        return client.user() + "@" + client.host();
    }

    /** {@code CURRENT_USER()}: the account; accounts are the same for all hosts. */
    String currentUser() {
        return client.user() + "@%";
    }
}
