import Tables

/// The clients that ``Pipeline`` would study, one row each, with what names them: what a command
/// works on that says something of each client. Columns are what the whole file says that they are.
package struct ClientList: Sendable {
  package let table: Table
  /// The identifier of each row, else its rank in the file from 1.
  package let identifiers: [String]
  package let clients: ClientRows
}

extension StudySource {
  package func clientList(_ configuration: StudyConfiguration) -> ClientList {
    let rows = StudiedRows(self, configuration: configuration)
    return ClientList(table: rows.table, identifiers: rows.identifiers, clients: rows.clients)
  }
}
