package dev.ocispec.request;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds all faults of a request that is about to be made. */
final class RequestCheck {
  private final BuildRequest request;
  private final List<Finding> found = new ArrayList<>();

  private RequestCheck(BuildRequest request) {
    this.request = request;
  }

  static List<Finding> of(BuildRequest request) {
    RequestCheck check = new RequestCheck(request);
    check.inputs();
    check.command();
    check.folders();
    check.environment();
    check.constraints(request.constraints());
    check.files();
    check.needles();
    NormaliseCheck.of(request).forEach(check.found::add);
    check.promises();
    return check.found;
  }

  private void inputs() {
    for (int i = 0; i < request.inputs().size(); i++) {
      BuildInput input = request.inputs().get(i);
      String pointer = "/inputs/" + i;
      note(RequestRule.INPUT_NAME, pointer + "/name", RequestText.name(input.name()));
      input.source().ifPresent(source -> source(pointer + "/source", source));
    }
    unique("/inputs/", "/name", request.inputs(), BuildInput::name);
    if (!request.inputs().isEmpty() && request.inputsDir().isEmpty()) {
      found.add(
          RequestRule.INPUTS_DIR.at("/inputsDir", "expected a folder for the inputs, found none"));
    }
  }

  private void source(String pointer, Path source) {
    if (!source.isAbsolute()) {
      found.add(
          RequestRule.HOST_PATH.at(
              pointer,
              "expected an absolute path, found \"" + ForeignText.shown(source.toString()) + "\""));
    }
  }

  private void command() {
    List<String> args = request.commandArgs();
    if (args.isEmpty()) {
      found.add(
          RequestRule.COMMAND.at(
              "/commandArgs", "expected a command and its arguments, found none"));
    } else if (args.get(0).isEmpty()) {
      found.add(
          RequestRule.COMMAND.at("/commandArgs/0", "expected a command, found an empty string"));
    }
    for (int i = 0; i < args.size(); i++) {
      note(RequestRule.TEXT, "/commandArgs/" + i, RequestText.text(args.get(i)));
    }
  }

  private void folders() {
    request
        .workingDir()
        .ifPresent(path -> note(RequestRule.PATH, "/workingDir", RequestText.relativePath(path)));
    paths("/scratchPaths/", request.scratchPaths());
    request
        .inputsDir()
        .ifPresent(path -> note(RequestRule.PATH, "/inputsDir", RequestText.relativePath(path)));
    paths("/outputs/", request.outputs());
  }

  private void paths(String pointer, List<String> paths) {
    for (int i = 0; i < paths.size(); i++) {
      note(RequestRule.PATH, pointer + i, RequestText.relativePath(paths.get(i)));
    }
    unique(pointer, "", paths, Function.identity());
  }

  private void environment() {
    for (int i = 0; i < request.environment().size(); i++) {
      EnvironmentVariable variable = request.environment().get(i);
      String pointer = "/environment/" + i;
      String key = variable.key();
      if (key.isEmpty() || key.indexOf('=') >= 0) {
        found.add(
            RequestRule.ENVIRONMENT_KEY.at(
                pointer + "/key",
                "expected a name without an equals sign, found \""
                    + ForeignText.shown(key)
                    + "\""));
      }
      note(RequestRule.TEXT, pointer + "/key", RequestText.text(key));
      note(RequestRule.TEXT, pointer + "/value", RequestText.text(variable.value()));
    }
    unique("/environment/", "/key", request.environment(), EnvironmentVariable::key);
  }

  private void constraints(BuildConstraints constraints) {
    constraints
        .system()
        .ifPresent(
            system -> note(RequestRule.TEXT, "/constraints/system", RequestText.text(system)));
    if (constraints.minMemory() < 0) {
      found.add(
          RequestRule.MEMORY.at(
              "/constraints/minMemory",
              "expected 0 bytes or more, found " + constraints.minMemory()));
    }
    found.addAll(LimitRows.faults(constraints.limits()));
    String pointer = "/constraints/availableReadOnlyPaths/";
    List<String> paths = constraints.availableReadOnlyPaths();
    for (int i = 0; i < paths.size(); i++) {
      note(RequestRule.HOST_PATH, pointer + i, RequestText.hostPath(paths.get(i)));
    }
    unique(pointer, "", paths, Function.identity());
    constraints.rootFs().ifPresent(folder -> source("/constraints/rootFs", folder));
    found.addAll(OverlayPlaces.check(request));
    unique("/constraints/overlays/", "", constraints.overlays(), Function.identity());
  }

  private void files() {
    List<AdditionalFile> files = request.additionalFiles();
    Set<String> all = new HashSet<>();
    files.forEach(file -> all.add(file.path()));
    AdditionalFilePlaces places = new AdditionalFilePlaces(request);
    for (int i = 0; i < files.size(); i++) {
      String pointer = "/additionalFiles/" + i + "/path";
      String path = files.get(i).path();
      Optional<String> unclean = RequestText.relativePath(path);
      note(RequestRule.PATH, pointer, unclean);
      if (unclean.isEmpty()) {
        places.check(path, pointer).ifPresent(found::add);
      }
      for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
        String above = path.substring(0, end);
        if (all.contains(above)) {
          found.add(
              RequestRule.FILE_BELOW_FILE.at(
                  pointer,
                  "expected a path that is not below another file, found \""
                      + ForeignText.shown(path)
                      + "\" below the file \""
                      + ForeignText.shown(above)
                      + "\""));
        }
      }
    }
    unique("/additionalFiles/", "/path", files, AdditionalFile::path);
  }

  private void needles() {
    for (int i = 0; i < request.refscanNeedles().size(); i++) {
      String needle = request.refscanNeedles().get(i);
      if (needle.isEmpty()) {
        found.add(
            RequestRule.NEEDLE.at(
                "/refscanNeedles/" + i, "expected text to search for, found an empty string"));
      }
      note(RequestRule.TEXT, "/refscanNeedles/" + i, RequestText.unicode(needle));
    }
    unique("/refscanNeedles/", "", request.refscanNeedles(), Function.identity());
  }

  private void promises() {
    found.addAll(ExpectedOutputs.faults(request));
    unique("/outputDigests/", "/path", request.outputDigests(), ExpectedOutput::path);
  }

  private void note(RequestRule rule, String pointer, Optional<String> fault) {
    fault.ifPresent(message -> found.add(rule.at(pointer, message)));
  }

  private <T> void unique(String pointer, String member, List<T> list, Function<T, String> keyOf) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      String key = keyOf.apply(list.get(i));
      Integer earlier = first.putIfAbsent(key, i);
      if (earlier != null) {
        found.add(
            RequestRule.DUPLICATE.at(
                pointer + i + member,
                "expected each value once, found \""
                    + ForeignText.shown(key)
                    + "\" here and at "
                    + pointer
                    + earlier
                    + member));
      }
    }
  }
}
