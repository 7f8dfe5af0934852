package io.tidemark.cli;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one sentence and with where to read on. */
final class BadCommandLine {
    private BadCommandLine() {}

    static String sentence(ParameterException problem) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        return what(problem) + " See '" + command + " -h'.";
    }

    private static String what(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched);
        }
        if (problem.getArgSpec() instanceof OptionSpec option && option.isMultiValue()) {
            return option.longestName() + " takes " + option.paramLabel() + ", such as " + option.longestName()
                    + " startTime=20261122100000; it was given '" + problem.getValue() + "'.";
        }
        String message = String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replace("option option", "option")
                .replaceFirst("^Error: ", "")
                .strip();
        return message.endsWith(".") ? message : message + ".";
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        String given = problem.getUnmatched().get(0);
        boolean isOption = given.startsWith("-");
        boolean takesCommands = !problem.getCommandLine().getSubcommands().isEmpty();
        String kind = isOption ? "option" : takesCommands ? "command" : "further argument";
        String nearest = problem.getSuggestions().stream()
                .filter(suggestion -> isOption == suggestion.startsWith("-"))
                .findFirst()
                .map(suggestion -> " Did you mean '" + suggestion + "'?")
                .orElse("");
        return "There is no " + kind + " '" + given + "'." + nearest;
    }
}
