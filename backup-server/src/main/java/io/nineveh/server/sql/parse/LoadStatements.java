package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CancelExportContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CancelLoadContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ExportTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.LoadLabelContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowExportContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowLoadContext;
import io.nineveh.server.sql.loads.CancelJobs;
import io.nineveh.server.sql.loads.ExportProperties;
import io.nineveh.server.sql.loads.ExportTable;
import io.nineveh.server.sql.loads.FileProperties;
import io.nineveh.server.sql.loads.LoadLabel;
import io.nineveh.server.sql.loads.LoadProperties;
import io.nineveh.server.sql.loads.ShowExport;
import io.nineveh.server.sql.loads.ShowLoad;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements about loads and exports. */
final class LoadStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(
            LoadLabel.FORM,
            ShowLoad.FORM,
            CancelJobs.Kind.LOAD.form(),
            ExportTable.FORM,
            ShowExport.FORM,
            CancelJobs.Kind.EXPORT.form());

    @Override
    public Statement visitLoadLabel(LoadLabelContext context) {
        Map<String, String> ofJob = new HashMap<>(Names.properties(context.properties()));
        Map<String, String> ofFiles = new HashMap<>(ofJob);
        ofFiles.keySet().retainAll(FileProperties.NAMES);
        ofJob.keySet().removeAll(FileProperties.NAMES);
        return new LoadLabel(
                Names.qualifiedName(context.qualifiedName()),
                context.dataDescription().stream()
                        .map(description -> LoadParts.source(description, ofFiles))
                        .toList(),
                LoadParts.address(context.storage(), context.storageProperties()),
                LoadProperties.of(ofJob));
    }

    @Override
    public Statement visitShowLoad(ShowLoadContext context) {
        return new ShowLoad(
                Names.database(context.inDatabase()),
                LoadParts.filter(context.condition()),
                ShowParts.order(context.rowOrder()));
    }

    @Override
    public Statement visitCancelLoad(CancelLoadContext context) {
        return new CancelJobs(
                CancelJobs.Kind.LOAD, Names.database(context.inDatabase()), LoadParts.label(context.condition()));
    }

    @Override
    public Statement visitExportTable(ExportTableContext context) {
        return new ExportTable(
                Names.qualifiedName(context.qualifiedName()),
                Names.names(context.partitionNames()),
                Optional.ofNullable(context.exportCondition()).map(where -> Names.text(where.conditionText())),
                LoadParts.location(Names.string(context.STRING())),
                ExportProperties.of(Names.properties(context.properties())),
                LoadParts.address(context.storage(), context.storageProperties()));
    }

    @Override
    public Statement visitShowExport(ShowExportContext context) {
        return new ShowExport(
                Names.database(context.inDatabase()),
                LoadParts.filter(context.condition()),
                ShowParts.order(context.rowOrder()));
    }

    @Override
    public Statement visitCancelExport(CancelExportContext context) {
        return new CancelJobs(
                CancelJobs.Kind.EXPORT, Names.database(context.inDatabase()), LoadParts.label(context.condition()));
    }
}
