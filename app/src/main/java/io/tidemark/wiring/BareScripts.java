package io.tidemark.wiring;

import io.tidemark.cli.Scripts;
import io.tidemark.definition.DataSources;
import io.tidemark.definition.ParameterTexts;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.definition.SyncScript;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bare scripts, read by the room that reads definitions. */
enum BareScripts implements Scripts {
    INSTANCE;

    @Override
    public Read read(
            Path script,
            ChainId chain,
            Map<String, String> parameters,
            Optional<ZonedDateTime> cyctime,
            ZoneId zone,
            Optional<Path> dataSources) {
        Problems problems = new Problems();
        Optional<SyncScript> read = SyncScript.read(script, problems);
        problems.throwIfErrors();
        SyncScript known = read.orElseThrow();
        Map<String, ParameterValue> values = ParameterTexts.given(parameters, cyctime.map(Cycle::new), known);
        DataSources sources = new ScriptRequests(dataSources, System::getenv).dataSourcesOf(script);
        List<Problem> warnings = new ArrayList<>(known.warnings());
        sources.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.WARNING)
                .forEach(warnings::add);
        return new Read(known.resolve(chain, values, zone, sources), warnings, known.secretParameters());
    }
}
