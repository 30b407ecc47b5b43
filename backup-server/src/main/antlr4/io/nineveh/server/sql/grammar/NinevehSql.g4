/**
 * The statements of the server. What follows the head of a query or an INSERT is not read here: its text goes to the
 * engine as it is.
 */
grammar NinevehSql;

options {
    caseInsensitive = true;
}

singleStatement
    : statement SEMICOLON* EOF
    ;

statement
    : brokerStatement
    | repositoryStatement
    | jobStatement
    | databaseStatement
    | tableStatement
    | tableChangeStatement
    | indexStatement
    | tableInformationStatement
    | viewStatement
    | loadStatement
    | rowStatement
    | connectionStatement
    | userStatement
    | administrationStatement
    | helpStatement
    ;

brokerStatement
    : ALTER SYSTEM ADD BROKER identifierOrString address (COMMA address)*                           # addBroker
    | ALTER SYSTEM DROP BROKER identifierOrString address (COMMA address)*                          # dropBroker
    | ALTER SYSTEM DROP ALL BROKER identifierOrString                                               # dropAllBroker
    | SHOW BROKER                                                                                   # showBroker
    ;

repositoryStatement
    : CREATE (READ ONLY)? REPOSITORY ifNotExists? identifier
        WITH storage ON LOCATION STRING properties?                                                 # createRepository
    | ALTER REPOSITORY identifier properties                                                        # alterRepository
    | DROP REPOSITORY identifier                                                                    # dropRepository
    | SHOW REPOSITORIES                                                                             # showRepositories
    | SHOW CREATE REPOSITORY FOR identifier                                                         # showCreateRepository
    | SHOW SNAPSHOT ON identifier (WHERE condition (AND condition)*)?                               # showSnapshot
    ;

jobStatement
    : BACKUP SNAPSHOT qualifiedName TO identifier selection? properties?                            # backupSnapshot
    | SHOW BACKUP inDatabase? (WHERE condition (AND condition)*)?                                   # showBackup
    | CANCEL BACKUP inDatabase?                                                                     # cancelBackup
    | RESTORE SNAPSHOT qualifiedName FROM identifier selection? properties?                         # restoreSnapshot
    | SHOW BRIEF? RESTORE inDatabase? (WHERE condition (AND condition)*)?                           # showRestore
    | CANCEL RESTORE inDatabase?                                                                    # cancelRestore
    ;

databaseStatement
    : CREATE DATABASE ifNotExists? identifier                                                       # createDatabase
    | DROP DATABASE ifExists? identifier FORCE?                                                     # dropDatabase
    | USE identifier                                                                                # useDatabase
    | SHOW DATABASES shownNames?                                                                    # showDatabases
    | SHOW CREATE DATABASE identifier                                                               # showCreateDatabase
    ;

tableStatement
    : CREATE TEMPORARY? TABLE ifNotExists? qualifiedName
        LEFT_PAREN columnDefinition (COMMA columnDefinition)* (COMMA INDEX indexDefinition)*
        RIGHT_PAREN tableOptions                                                                    # createTable
    | CREATE TEMPORARY? TABLE ifNotExists? qualifiedName LIKE qualifiedName                                    # createTableLike
    | CREATE TEMPORARY? TABLE ifNotExists? qualifiedName identifierList? tableOptions AS query                 # createTableAs
    | DROP TABLE ifExists? qualifiedName FORCE?                                                     # dropTable
    | ALTER TABLE qualifiedName ADD TEMPORARY? partitionDefinition                                  # addPartition
    | ALTER TABLE qualifiedName DROP TEMPORARY? PARTITION ifExists? identifier FORCE?               # dropPartition
    | ALTER TABLE qualifiedName REPLACE partitionNames WITH partitionNames properties?              # replacePartitions
    | SHOW FULL? TABLES inDatabase? shownNames?                                                     # showTables
    | SHOW CREATE TABLE qualifiedName                                                               # showCreateTable
    | SHOW TEMPORARY? PARTITIONS FROM qualifiedName rowSelection                                    # showPartitions
    | SHOW (TABLETS | TABLET) FROM qualifiedName partitionNames? rowSelection                       # showTablets
    | SHOW DATA (FROM qualifiedName)?                                                               # showData
    | (DESC | DESCRIBE) qualifiedName                                                               # describeTable
    ;

tableOptions
    : (ENGINE EQUAL? identifier)? keys? comment? partitioning? distribution? rollups? properties?
    ;

rollups
    : ROLLUP LEFT_PAREN nested* RIGHT_PAREN
    ;

tableChangeStatement
    : ALTER TABLE qualifiedName SET LEFT_PAREN (property (COMMA property)*)? RIGHT_PAREN            # setTableProperties
    | ALTER TABLE qualifiedName RENAME identifier                                                   # renameTable
    | ALTER TABLE qualifiedName RENAME PARTITION identifier identifier                              # renamePartition
    | ALTER TABLE qualifiedName MODIFY comment                                                      # modifyTableComment
    | TRUNCATE TABLE qualifiedName partitionNames? FORCE?                                           # truncateTable
    | ALTER TABLE qualifiedName REPLACE WITH TABLE identifier properties?                           # replaceTable
    | ALTER TABLE qualifiedName columnChange (COMMA columnChange)*                                  # alterColumns
    ;

columnChange
    : ADD COLUMN columnDefinition columnPosition?                                                   # addColumn
    | ADD COLUMN LEFT_PAREN columnDefinition (COMMA columnDefinition)* RIGHT_PAREN                  # addColumns
    | DROP COLUMN identifier                                                                        # dropColumn
    | MODIFY COLUMN columnDefinition columnPosition?                                                # modifyColumn
    | RENAME COLUMN identifier identifier                                                           # renameColumn
    ;

columnPosition
    : FIRST
    | AFTER identifier
    ;

indexStatement
    : CREATE INDEX ifNotExists? identifier ON qualifiedName identifierList indexOptions             # createIndex
    | DROP INDEX ifExists? identifier ON qualifiedName                                              # dropIndex
    | ALTER TABLE qualifiedName indexChange (COMMA indexChange)*                                    # alterIndexes
    | SHOW (INDEX | INDEXES | KEYS) (FROM | IN) qualifiedName inDatabase? rowWhere?                 # showIndex
    | ALTER TABLE qualifiedName (ADD | DROP) ROLLUP nested*                                         # changeRollups
    | (ALTER | CREATE | DROP) MATERIALIZED VIEW nested*                                             # materializedView
    ;

indexChange
    : ADD INDEX ifNotExists? indexDefinition                                                        # addIndex
    | DROP INDEX ifExists? identifier                                                               # removeIndex
    ;

indexDefinition
    : identifier identifierList indexOptions
    ;

indexOptions
    : (USING identifier)? properties? comment?
    ;

tableInformationStatement
    : SHOW TABLE STATUS inDatabase? shownNames?                                                     # showTableStatus
    | SHOW FULL? (COLUMNS | FIELDS) (FROM | IN) qualifiedName inDatabase? shownNames?               # showColumns
    | SHOW TABLET INTEGER                                                                           # showTablet
    | SHOW DYNAMIC PARTITION TABLES inDatabase?                                                     # showDynamicPartitionTables
    ;

viewStatement
    : CREATE (OR REPLACE)? VIEW ifNotExists? qualifiedName viewColumns? comment? AS query            # createView
    | ALTER VIEW qualifiedName viewColumns? AS query                                                # alterView
    | DROP VIEW ifExists? qualifiedName                                                             # dropView
    | SHOW CREATE VIEW qualifiedName                                                                # showCreateView
    ;

loadStatement
    : LOAD LABEL qualifiedName LEFT_PAREN dataDescription (COMMA dataDescription)* RIGHT_PAREN
        WITH storage storageProperties? properties?                                                 # loadLabel
    | SHOW LOAD inDatabase? (WHERE condition (AND condition)*)? rowOrder                       # showLoad
    | CANCEL LOAD inDatabase? WHERE condition                                                       # cancelLoad
    | EXPORT TABLE qualifiedName partitionNames? exportCondition? TO STRING properties?
        WITH storage storageProperties?                                                             # exportTable
    | SHOW EXPORT inDatabase? (WHERE condition (AND condition)*)? rowOrder                     # showExport
    | CANCEL EXPORT inDatabase? WHERE condition                                                     # cancelExport
    ;

dataDescription
    : DATA INFILE LEFT_PAREN STRING (COMMA STRING)* RIGHT_PAREN INTO TABLE identifier partitionNames?
        (COLUMNS TERMINATED BY STRING)? (LINES TERMINATED BY STRING)? (FORMAT AS identifierOrString)?
        identifierList? pathColumns? loadClause* refusedClause? properties?
    ;

pathColumns
    : COLUMNS FROM PATH AS identifierList
    ;

loadClause
    : SET LEFT_PAREN assignment (COMMA assignment)* RIGHT_PAREN                                     # loadValues
    | PRECEDING FILTER clauseText                                                                   # loadPrecedingFilter
    | WHERE clauseText                                                                              # loadFilter
    ;

// The words with which a clause begins are names only in backticks there.
clauseText
    : (LEFT_PAREN nested* RIGHT_PAREN
        | ~(LEFT_PAREN | RIGHT_PAREN | SEMICOLON | COMMA | SET | PRECEDING | WHERE | DELETE | ORDER | PROPERTIES))+
    ;

refusedClause
    : (ORDER BY | DELETE ON | COMPRESS_TYPE) nested*?
    ;

nested
    : LEFT_PAREN nested* RIGHT_PAREN
    | ~(LEFT_PAREN | RIGHT_PAREN | SEMICOLON)
    ;

exportCondition
    : WHERE conditionText
    ;

conditionText
    : nested+?
    ;

storageProperties
    : LEFT_PAREN (property (COMMA property)*)? RIGHT_PAREN
    ;

rowStatement
    : INSERT INTO TABLE? qualifiedName partitionNames? identifierList? partitionNames? source       # insertInto
    | DELETE FROM qualifiedName partitionNames? WHERE conditionText                                 # deleteFrom
    | UPDATE qualifiedName SET assignment (COMMA assignment)* WHERE conditionText                   # updateRows
    | query                                                                                         # select
    ;

assignment
    : identifier EQUAL expressionText
    ;

expressionText
    : (LEFT_PAREN nested* RIGHT_PAREN | ~(LEFT_PAREN | RIGHT_PAREN | SEMICOLON | COMMA | WHERE))+
    ;

connectionStatement
    : SHOW FULL? PROCESSLIST                                                                         # showProcesslist
    | KILL (CONNECTION | QUERY)? INTEGER                                                            # kill
    ;

userStatement
    : CREATE USER ifNotExists? user (IDENTIFIED BY newPassword)?                                    # createUser
    | ALTER USER ifExists? user IDENTIFIED BY newPassword                                           # alterUser
    | DROP USER ifExists? user                                                                      # dropUser
    | SET PASSWORD (FOR user)? EQUAL (PASSWORD LEFT_PAREN STRING RIGHT_PAREN | STRING)              # setPassword
    | GRANT privilege (COMMA privilege)* ON grantScope TO user                                      # grant
    | REVOKE privilege (COMMA privilege)* ON grantScope FROM user                                   # revoke
    | SHOW GRANTS (FOR (user | CURRENT_USER (LEFT_PAREN RIGHT_PAREN)?))?                            # showGrants
    | SHOW ALL GRANTS                                                                               # showAllGrants
    | SHOW ROLES                                                                                    # showRoles
    ;

administrationStatement
    : ADMIN SHOW FRONTEND CONFIG likeName?                                                          # showFrontendConfig
    | ADMIN SET FRONTEND CONFIG LEFT_PAREN (property (COMMA property)*)? RIGHT_PAREN                # setFrontendConfig
    ;

helpStatement
    : HELP (STRING | anything*)                                                                      # help
    ;

user
    : ROLE? identifierOrString (AT (identifierOrString | LEFT_BRACKET STRING RIGHT_BRACKET))?
    ;

newPassword
    : PASSWORD? STRING
    ;

// Those of other databases, too, to say what to grant instead.
privilege
    : identifier
    | ALTER
    | CREATE
    | DROP
    | GRANT
    | INSERT
    | SELECT
    ;

grantScope
    : scopePart DOT scopePart (DOT scopePart)?
    ;

scopePart
    : identifier
    | ASTERISK
    ;

address
    : STRING
    ;

storage
    : BROKER identifierOrString
    | S3
    | HDFS
    | LOCAL
    ;

condition
    : identifier (EQUAL | LIKE) STRING
    ;

likeName
    : LIKE STRING
    ;

shownNames
    : likeName
    | rowWhere
    ;

rowSelection
    : rowWhere? rowOrder
    ;

rowWhere
    : WHERE rowCondition (AND rowCondition)*
    ;

rowOrder
    : (ORDER BY sortKey (COMMA sortKey)*)? (LIMIT INTEGER ((COMMA | OFFSET) INTEGER)?)?
    ;

rowCondition
    : identifier (EQUAL | NOT_EQUAL | LESS_SIGN | AT_MOST | GREATER_SIGN | AT_LEAST | LIKE) rowValue
    | identifier NOT? IN LEFT_PAREN rowValue (COMMA rowValue)* RIGHT_PAREN
    | identifier NOT LIKE rowValue
    ;

rowValue
    : STRING
    | number
    ;

sortKey
    : identifier (ASC | DESC)?
    ;

inDatabase
    : (FROM | IN) identifier
    ;

selection
    : (ON | EXCLUDE) LEFT_PAREN selectedTable (COMMA selectedTable)* RIGHT_PAREN
    ;

selectedTable
    : qualifiedName partitionNames? (AS identifier)?
    ;

partitionNames
    : TEMPORARY? (PARTITION | PARTITIONS) (identifierList | identifier)
    ;

properties
    : PROPERTIES LEFT_PAREN (property (COMMA property)*)? RIGHT_PAREN
    ;

property
    : (STRING | identifier) EQUAL (STRING | number | identifier)
    ;

viewColumns
    : LEFT_PAREN viewColumn (COMMA viewColumn)* RIGHT_PAREN
    ;

viewColumn
    : identifier comment?
    ;

columnDefinition
    : identifier dataType KEY? aggregation? (NOT? NULL)? (DEFAULT defaultValue)? comment?
    ;

aggregation
    : IDENTIFIER
    | REPLACE
    ;

dataType
    : identifier (LEFT_PAREN (INTEGER | ASTERISK) (COMMA INTEGER)? RIGHT_PAREN)?
    ;

defaultValue
    : STRING
    | number
    | NULL
    | identifier
    ;

comment
    : COMMENT STRING
    ;

keys
    : (DUPLICATE | UNIQUE | AGGREGATE) KEY identifierList
    ;

partitioning
    : AUTO PARTITION BY RANGE (LEFT_PAREN truncation RIGHT_PAREN | truncation) partitionList?       # truncatedPartitioning
    | AUTO PARTITION BY (RANGE | LIST) identifierList partitionList?                                # valuePartitioning
    | PARTITION BY (RANGE | LIST) identifierList partitionList                                      # listedPartitioning
    ;

truncation
    : identifier LEFT_PAREN identifier COMMA STRING RIGHT_PAREN
    ;

partitionList
    : LEFT_PAREN (partitionDefinition (COMMA partitionDefinition)*)? RIGHT_PAREN
    ;

partitionDefinition
    : PARTITION ifNotExists? identifier VALUES LESS THAN (MAXVALUE | bound)                         # partitionLessThan
    | PARTITION ifNotExists? identifier VALUES LEFT_BRACKET bound COMMA bound RIGHT_PAREN           # partitionFixed
    | PARTITION ifNotExists? identifier VALUES IN
        LEFT_PAREN listValue (COMMA listValue)* RIGHT_PAREN                                         # partitionIn
    | FROM bound TO bound INTERVAL INTEGER identifier?                                              # partitionInterval
    ;

bound
    : LEFT_PAREN boundValue (COMMA boundValue)* RIGHT_PAREN
    ;

boundValue
    : MAXVALUE
    | literal
    ;

listValue
    : listLiteral
    | LEFT_PAREN listLiteral (COMMA listLiteral)* RIGHT_PAREN
    ;

listLiteral
    : NULL
    | literal
    ;

literal
    : STRING
    | number
    ;

distribution
    : DISTRIBUTED BY (HASH identifierList | RANDOM) (BUCKETS (INTEGER | AUTO))?
    ;

source
    : VALUES anything+
    | query
    ;

query
    : LEFT_PAREN* (SELECT | WITH) anything+
    ;

anything
    : ~SEMICOLON
    ;

ifExists
    : IF EXISTS
    ;

ifNotExists
    : IF NOT EXISTS
    ;

number
    : MINUS? (INTEGER | DECIMAL)
    ;

qualifiedName
    : (identifier DOT)? identifier
    ;

identifierList
    : LEFT_PAREN identifier (COMMA identifier)* RIGHT_PAREN
    ;

identifierOrString
    : identifier
    | STRING
    ;

identifier
    : IDENTIFIER
    | BACKTICKED
    | nonReserved
    ;

// The words that may be names without backticks, though the grammar uses them.
nonReserved
    : ADD | ADMIN | AFTER | AGGREGATE | ALL | ASC | AUTO | BACKUP | BRIEF | BROKER | BUCKETS | CANCEL | COLUMN
    | COLUMNS | COMMENT | COMPRESS_TYPE | CONFIG | CONNECTION | DATA | DATABASES | DELETE | DUPLICATE | DYNAMIC
    | ENGINE | EXCLUDE | EXISTS | EXPORT | FIELDS | FILTER | FIRST | FORCE | FORMAT | FRONTEND | FULL | GRANTS | HASH
    | HDFS | HELP | IDENTIFIED | IF | INDEXES | INFILE | INTERVAL | KEYS | KILL | LABEL | LESS | LIMIT | LINES | LIST
    | LOAD | LOCAL | LOCATION | MATERIALIZED | MAXVALUE | MODIFY | OFFSET | ONLY | ORDER | PARTITIONS | PASSWORD | PATH | PRECEDING
    | PROCESSLIST | PROPERTIES | QUERY | RANDOM | READ | RENAME | REPLACE | REPOSITORIES | REPOSITORY | RESTORE | ROLE
    | ROLES | ROLLUP | S3 | SET | SNAPSHOT | STATUS | SYSTEM | TABLES | TABLET | TABLETS | TEMPORARY | TERMINATED | THAN | TRUNCATE
    | UNIQUE | UPDATE | USER | USING | VIEW
    ;

ADD: 'ADD';
ADMIN: 'ADMIN';
AFTER: 'AFTER';
AGGREGATE: 'AGGREGATE';
ALL: 'ALL';
ALTER: 'ALTER';
AND: 'AND';
AS: 'AS';
ASC: 'ASC';
AUTO: 'AUTO';
BACKUP: 'BACKUP';
BRIEF: 'BRIEF';
BROKER: 'BROKER';
BUCKETS: 'BUCKETS';
BY: 'BY';
CANCEL: 'CANCEL';
COLUMN: 'COLUMN';
COLUMNS: 'COLUMNS';
COMMENT: 'COMMENT';
COMPRESS_TYPE: 'COMPRESS_TYPE';
CONFIG: 'CONFIG';
CONNECTION: 'CONNECTION';
CREATE: 'CREATE';
CURRENT_USER: 'CURRENT_USER';
DATA: 'DATA';
DATABASE: 'DATABASE' | 'SCHEMA';
DATABASES: 'DATABASES' | 'SCHEMAS';
DEFAULT: 'DEFAULT';
DELETE: 'DELETE';
DESC: 'DESC';
DESCRIBE: 'DESCRIBE';
DISTRIBUTED: 'DISTRIBUTED';
DROP: 'DROP';
DUPLICATE: 'DUPLICATE';
DYNAMIC: 'DYNAMIC';
ENGINE: 'ENGINE';
EXCLUDE: 'EXCLUDE';
EXISTS: 'EXISTS';
EXPORT: 'EXPORT';
FILTER: 'FILTER';
FIELDS: 'FIELDS';
FIRST: 'FIRST';
FOR: 'FOR';
FORCE: 'FORCE';
FORMAT: 'FORMAT';
FROM: 'FROM';
FRONTEND: 'FRONTEND';
FULL: 'FULL';
GRANT: 'GRANT';
GRANTS: 'GRANTS';
HASH: 'HASH';
HDFS: 'HDFS';
HELP: 'HELP';
IDENTIFIED: 'IDENTIFIED';
IF: 'IF';
IN: 'IN';
INFILE: 'INFILE';
INDEX: 'INDEX';
INDEXES: 'INDEXES';
INSERT: 'INSERT';
INTERVAL: 'INTERVAL';
INTO: 'INTO';
KEY: 'KEY';
KEYS: 'KEYS';
KILL: 'KILL';
LABEL: 'LABEL';
LESS: 'LESS';
LIKE: 'LIKE';
LIMIT: 'LIMIT';
LINES: 'LINES';
LIST: 'LIST';
LOAD: 'LOAD';
LOCAL: 'LOCAL';
LOCATION: 'LOCATION';
MATERIALIZED: 'MATERIALIZED';
MAXVALUE: 'MAXVALUE';
MODIFY: 'MODIFY';
NOT: 'NOT';
NULL: 'NULL';
OFFSET: 'OFFSET';
ON: 'ON';
ONLY: 'ONLY';
OR: 'OR';
ORDER: 'ORDER';
PARTITION: 'PARTITION';
PARTITIONS: 'PARTITIONS';
PATH: 'PATH';
PRECEDING: 'PRECEDING';
PASSWORD: 'PASSWORD';
PROCESSLIST: 'PROCESSLIST';
PROPERTIES: 'PROPERTIES';
QUERY: 'QUERY';
RANDOM: 'RANDOM';
RANGE: 'RANGE';
READ: 'READ';
RENAME: 'RENAME';
REPLACE: 'REPLACE';
REPOSITORIES: 'REPOSITORIES';
REPOSITORY: 'REPOSITORY';
RESTORE: 'RESTORE';
REVOKE: 'REVOKE';
ROLE: 'ROLE';
ROLES: 'ROLES';
ROLLUP: 'ROLLUP';
S3: 'S3';
SELECT: 'SELECT';
SET: 'SET';
SHOW: 'SHOW';
SNAPSHOT: 'SNAPSHOT';
STATUS: 'STATUS';
SYSTEM: 'SYSTEM';
TABLE: 'TABLE';
TABLES: 'TABLES';
TABLET: 'TABLET';
TABLETS: 'TABLETS';
TEMPORARY: 'TEMPORARY';
TERMINATED: 'TERMINATED';
THAN: 'THAN';
TO: 'TO';
TRUNCATE: 'TRUNCATE';
UNIQUE: 'UNIQUE';
UPDATE: 'UPDATE';
USE: 'USE';
USER: 'USER';
USING: 'USING';
VALUES: 'VALUES';
VIEW: 'VIEW';
WHERE: 'WHERE';
WITH: 'WITH';

ASTERISK: '*';
AT_LEAST: '>=';
AT_MOST: '<=';
AT: '@';
COMMA: ',';
DOT: '.';
EQUAL: '=';
GREATER_SIGN: '>';
LEFT_BRACKET: '[';
LEFT_PAREN: '(';
LESS_SIGN: '<';
MINUS: '-';
NOT_EQUAL: '!=' | '<>';
RIGHT_BRACKET: ']';
RIGHT_PAREN: ')';
SEMICOLON: ';';

STRING
    : '\'' ('\\' . | '\'\'' | ~['\\])* '\''
    | '"' ('\\' . | '""' | ~["\\])* '"'
    ;

BACKTICKED
    : '`' ('``' | ~'`')+ '`'
    ;

INTEGER
    : [0-9]+
    ;

DECIMAL
    : ([0-9]+ '.' [0-9]* | '.' [0-9]+) EXPONENT?
    | [0-9]+ EXPONENT
    ;

IDENTIFIER
    : [0-9]* LETTER (LETTER | [0-9$])*
    ;

fragment EXPONENT
    : 'E' [+-]? [0-9]+
    ;

fragment LETTER
    : [A-Z_]
    | [\u0080-\u{10FFFF}]
    ;

LINE_COMMENT
    : ('--' ([ \t] ~[\r\n]*)? ('\r'? '\n' | EOF) | '#' ~[\r\n]*) -> channel(HIDDEN)
    ;

BLOCK_COMMENT
    : '/*' .*? '*/' -> channel(HIDDEN)
    ;

WHITESPACE
    : [ \t\r\n\f]+ -> channel(HIDDEN)
    ;

// Keeps the lexer from failing inside the text of a query, and lets the parser name the place everywhere else.
UNKNOWN
    : .
    ;
