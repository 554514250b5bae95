package dev.ocispec.rule.explain.internal;

import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.ContainerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is run. */
final class ProgramStatements {
  private static final int LONGEST_COMMAND = 160;

  // Names of variables that usually hold something to keep from others.
  private static final Pattern SECRET =
      Pattern.compile(
          "(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|API_?KEY|ACCESS_KEY"
              + "|PRIVATE_KEY|SECRET_KEY)(_|$)");

  private ProgramStatements() {}

  static void add(ContainerView container, Statements to) {
    Optional<ContainerProcess> process = container.spec().process();
    if (process.isEmpty()) {
      to.notable(
          Topic.IDENTITY,
          "/process",
          "it names no process, so that it can be created but runs nothing");
      return;
    }
    program(process.orElseThrow(), to);
    secrets(process.orElseThrow(), to);
    if (process.orElseThrow().terminal().orElse(false)) {
      to.plain(
          Topic.IDENTITY,
          "/process/terminal",
          "it gets a pseudo terminal of its own, made by the runtime");
    }
  }

  private static void program(ContainerProcess process, Statements to) {
    String where = " in the folder " + Words.path(process.cwd());
    if (!process.args().isEmpty()) {
      to.plain(Topic.IDENTITY, "/process/args", "it runs " + command(process.args()) + where);
    } else if (process.commandLine().isPresent()) {
      String line = process.commandLine().orElseThrow();
      to.plain(
          Topic.IDENTITY,
          "/process/commandLine",
          "it runs " + ForeignText.withoutMiddle(line, LONGEST_COMMAND) + where);
    } else {
      to.notable(
          Topic.IDENTITY,
          "/process/args",
          "it says not what to run: the list of arguments is empty");
    }
  }

  private static String command(List<String> args) {
    List<String> words = new ArrayList<>();
    for (String arg : args) {
      boolean bare =
          !arg.isEmpty() && arg.chars().noneMatch(c -> c <= ' ' || c == '\'' || c == '"');
      words.add(bare ? arg : "'" + arg.replace("'", "'\\''") + "'");
    }
    return ForeignText.withoutMiddle(String.join(" ", words), LONGEST_COMMAND);
  }

  private static void secrets(ContainerProcess process, Statements to) {
    for (int i = 0; i < process.env().size(); i++) {
      String entry = process.env().get(i);
      int end = entry.indexOf('=');
      if (end > 0
          && end < entry.length() - 1
          && SECRET.matcher(entry.substring(0, end).toUpperCase(Locale.ROOT)).find()) {
        to.notable(
            Topic.IDENTITY,
            "/process/env/" + i,
            "the variable "
                + Words.path(entry.substring(0, end))
                + " looks like a secret: it stands in this document in clear, and every program"
                + " in the container gets it");
      }
    }
  }
}
