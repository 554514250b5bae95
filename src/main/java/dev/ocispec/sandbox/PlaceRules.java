package dev.ocispec.sandbox;

import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the profile {@code standard} lets a request put things: not into the kernel's file systems,
 * and not where something else is.
 */
final class PlaceRules {
  /** Nothing of a request is mounted at or below these. */
  private static final List<String> PSEUDO = List.of("/proc", "/sys", FirstProcess.PLACE);

  /** The same for all but paths of the host, which may be device nodes. */
  private static final List<String> KERNEL = List.of("/proc", "/sys", "/dev", FirstProcess.PLACE);

  private final BuildRequest request;
  private final PlanFindings findings;
  private final BuildNetwork network;
  private final String pointer;
  private final Map<String, String> taken = new HashMap<>();

  private PlaceRules(PlanContext context) {
    this.request = context.request();
    this.findings = context.findings();
    this.network = context.network();
    this.pointer = NetworkRules.pointer(context);
  }

  static void check(PlanContext context) {
    PlaceRules rules = new PlaceRules(context);
    StandardMounts.DESTINATIONS.forEach(path -> rules.taken.put(path, "the sandbox"));
    rules.scratch();
    rules.inputs();
    rules.hostPaths();
    rules.shell();
    rules.overlays();
    rules.resolver();
    rules.files(context.host().resolverFiles());
  }

  private void scratch() {
    for (int i = 0; i < request.scratchPaths().size(); i++) {
      String path = "/" + request.scratchPaths().get(i);
      if (path.equals("/tmp")) {
        // Asked for by name, the folder from the bundle takes the place of the one in memory.
        taken.remove(path);
      }
      place("/scratchPaths/" + i, path, KERNEL);
    }
  }

  private void inputs() {
    for (int i = 0; i < request.inputs().size(); i++) {
      String path = Mounts.inputDestination(request, request.inputs().get(i));
      place("/inputs/" + i + "/name", path, KERNEL);
    }
  }

  private void hostPaths() {
    List<String> paths = request.constraints().availableReadOnlyPaths();
    for (int i = 0; i < paths.size(); i++) {
      place("/constraints/availableReadOnlyPaths/" + i, paths.get(i), PSEUDO);
    }
  }

  private void shell() {
    if (request.constraints().provideBinSh()) {
      take("/constraints/provideBinSh", RequestMounts.SHELL);
    }
  }

  private void overlays() {
    List<String> paths = request.constraints().overlays();
    for (int i = 0; i < paths.size(); i++) {
      for (String folder : KERNEL) {
        if (Mounts.isAtOrBelow("/" + paths.get(i), folder)) {
          refuse(
              "/constraints/overlays/" + i,
              "/" + paths.get(i),
              "expected a place outside " + folder);
        }
      }
    }
  }

  private void resolver() {
    if (network == BuildNetwork.PRIVATE) {
      take(NetworkRules.POINTER, SandboxLayout.RESOLVER_PLACE);
    }
    for (String path : NetworkRules.hostFiles(network)) {
      // The same file, asked for by name, is the same mount.
      if (!request.constraints().availableReadOnlyPaths().contains(path)) {
        take(pointer, path);
      }
    }
  }

  /** Additional files, where no mount of the sandbox hides them. */
  private void files(Set<String> resolverFiles) {
    for (int i = 0; i < request.additionalFiles().size(); i++) {
      String name = request.additionalFiles().get(i).path();
      List<String> closed = new ArrayList<>();
      if (request.scratchPathOf(name).isEmpty()) {
        closed.addAll(KERNEL);
        closed.add("/tmp");
      }
      NetworkRules.hostFiles(network).stream().filter(resolverFiles::contains).forEach(closed::add);
      if (network == BuildNetwork.PRIVATE) {
        closed.add(SandboxLayout.RESOLVER_PLACE);
      }
      for (String folder : closed) {
        if (Mounts.isAtOrBelow("/" + name, folder)) {
          refuse(
              "/additionalFiles/" + i + "/path", "/" + name, "expected a place outside " + folder);
          break;
        }
      }
    }
  }

  private void place(String pointer, String path, List<String> closed) {
    for (String folder : closed) {
      if (Mounts.isAtOrBelow(path, folder)) {
        refuse(pointer, path, "expected a place outside " + folder);
        return;
      }
    }
    take(pointer, path);
  }

  private void take(String pointer, String path) {
    String earlier = taken.putIfAbsent(path, pointer);
    if (earlier != null) {
      refuse(pointer, path, "expected a place that is not used by " + earlier);
    }
  }

  private void refuse(String pointer, String path, String expected) {
    findings.refuse(
        SandboxRule.PLACE,
        pointer,
        expected + ", found \"" + ForeignText.shown(path) + "\"",
        "choose another place");
  }
}
