package io.tidemark.wiring;

import io.tidemark.cli.SubmitCommand;
import io.tidemark.cli.ValidateCommand;
import io.tidemark.definition.Schemas;
import io.tidemark.definition.Validation;
import io.tidemark.definition.WorkflowFiles;
import io.tidemark.workflow.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks of what people wrote, by the room that reads it. */
enum WrittenDefinitions implements ValidateCommand.Definitions, SubmitCommand.Folders {
    INSTANCE;

    @Override
    public List<Problem> check(Path path, Optional<Path> dataSources) {
        return Validation.of(path, dataSources, System::getenv);
    }

    @Override
    public Folder read(Path path, Optional<Path> dataSources, Map<String, String> elsewhere) {
        if (WorkflowFiles.isEmpty(path)) {
            return new Folder(List.of(), List.of());
        }
        Validation.Folder read = Validation.folder(path, dataSources, System::getenv, elsewhere);
        return new Folder(read.problems(), read.workflows());
    }

    @Override
    public Map<String, String> schemas() {
        return Schemas.all();
    }
}
