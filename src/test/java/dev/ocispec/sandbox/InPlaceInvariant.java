package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a sandbox promises about a command in place. */
enum InPlaceInvariant {
  COMMAND_AND_ENVIRONMENT_ARE_EXACT(InPlaceInvariant::process),
  FOLDER_IS_WRITABLE_AT_ITS_PLACE(InPlaceInvariant::folder),
  ONLY_THE_FOLDER_AND_THE_NAMED_ARE_WRITABLE(InPlaceInvariant::writable),
  WHAT_IS_SHOWN_IS_READ_ONLY(InPlaceInvariant::shown),
  NOTHING_ELSE_OF_THE_HOST(InPlaceInvariant::sources),
  TMP_IS_PRIVATE(InPlaceInvariant::tmp),
  WITHOUT_SET_ID_AND_DEVICES(InPlaceInvariant::flags),
  PARENTS_BEFORE_CHILDREN(InPlaceInvariant::order),
  LOCKED_FLAGS_STAY(InPlaceInvariant::locked),
  NO_NETWORK_UNLESS_ASKED(InPlaceInvariant::network),
  THE_CALLER_WITH_A_USER_NAMESPACE_ELSE_NOBODYS_USER(InPlaceInvariant::identity),
  ROOT_OF_THE_CONTAINER_IS_READ_ONLY(InPlaceInvariant::root),
  THE_COMMAND_IS_BEGUN_BY_THE_FIRST_PROCESS(InPlaceInvariant::first),
  AS_LIMITED_AND_CONFINED_AS_A_BUILD(InPlaceInvariant::asABuild);

  /** What went in and what came out. */
  record Case(InPlaceCommand command, HostFacts host, Spec spec) {
    static Case of(InPlaceCommand command, HostFacts host) {
      return new Case(command, host, Sandbox.standard().plan(command, host).spec());
    }

    List<Mount> binds() {
      return spec.mounts().stream().filter(SandboxCase::isBind).toList();
    }

    Map<String, Mount> byPlace() {
      return spec.mounts().stream()
          .collect(Collectors.toMap(Mount::destination, mount -> mount, (a, b) -> b));
    }

    /** What the command may change, by where it sees it. */
    Map<String, String> changeable() {
      Map<String, String> places = new TreeMap<>();
      command.writable().stream()
          .map(PathBytes::text)
          .filter(path -> !path.equals("/tmp") && !path.equals("/dev/shm"))
          .forEach(path -> places.put(path, path));
      places.put(command.place(), PathBytes.text(command.folder()));
      return places;
    }
  }

  private final Function<Case, List<String>> check;

  InPlaceInvariant(Function<Case, List<String>> check) {
    this.check = check;
  }

  /** What breaks the promise; nothing when it is kept. */
  List<String> violations(Case any) {
    return check.apply(any);
  }

  private static List<String> broken(boolean broken, Object found) {
    return broken ? List.of(String.valueOf(found)) : List.of();
  }

  private static List<String> process(Case c) {
    var process = c.spec().process().orElseThrow();
    return broken(
        !FirstProcess.command(c.spec()).equals(c.command().args())
            || !process.env().equals(c.command().environment())
            || !process.cwd().equals(c.command().workingDir()),
        process);
  }

  private static List<String> folder(Case c) {
    Mount mount = c.byPlace().get(c.command().place());
    return broken(
        mount == null
            || !mount.source().orElse("").equals(PathBytes.text(c.command().folder()))
            || !mount.options().contains("rw"),
        mount);
  }

  private static List<String> writable(Case c) {
    return c.binds().stream()
        .filter(mount -> !mount.options().contains("ro"))
        .filter(mount -> !mount.source().orElse("").equals(c.changeable().get(mount.destination())))
        .map(Mount::destination)
        .toList();
  }

  private static List<String> shown(Case c) {
    return c.command().shown().stream()
        .filter(bind -> !c.changeable().containsKey(bind.destination()))
        .map(bind -> c.byPlace().get(bind.destination()))
        .filter(
            mount ->
                mount == null
                    || !mount.options().contains("ro")
                    || c.host().knowsMountOption("rro") && !mount.options().contains("rro"))
        .map(String::valueOf)
        .toList();
  }

  private static List<String> sources(Case c) {
    Set<String> named = new HashSet<>(c.changeable().values());
    c.command().shown().forEach(bind -> named.add(PathBytes.text(bind.source())));
    if (c.command().networkAccess()) {
      named.addAll(c.host().resolverFiles());
    }
    if (c.command().network() == BuildNetwork.PRIVATE) {
      named.addAll(List.of("network/resolv.conf", "/etc/services"));
    }
    return c.binds().stream()
        .filter(mount -> !mount.destination().equals(FirstProcess.PLACE))
        .filter(mount -> !named.contains(mount.source().orElse("")))
        .map(Mount::destination)
        .toList();
  }

  private static List<String> tmp(Case c) {
    Mount mount = c.byPlace().get("/tmp");
    return broken(
        mount == null || !mount.type().orElse("").equals("tmpfs") || mount.options().contains("ro"),
        mount);
  }

  private static List<String> flags(Case c) {
    return c.spec().mounts().stream()
        .filter(
            mount ->
                SandboxCase.isBind(mount) || c.command().temporary().contains(mount.destination()))
        .filter(mount -> !mount.options().containsAll(List.of("nosuid", "nodev")))
        .map(Mount::destination)
        .toList();
  }

  private static List<String> order(Case c) {
    List<String> seen = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (Mount mount : c.spec().mounts()) {
      if (seen.stream().anyMatch(place -> (place + "/").startsWith(mount.destination() + "/"))) {
        found.add(mount.destination());
      }
      seen.add(mount.destination());
    }
    return found;
  }

  private static List<String> locked(Case c) {
    return c.binds().stream()
        .filter(mount -> !mount.destination().equals(FirstProcess.PLACE))
        .filter(
            mount -> {
              Set<String> flags = new HashSet<>(c.host().flagsAt(mount.source().orElseThrow()));
              flags.remove("ro");
              return !mount.options().containsAll(flags);
            })
        .map(Mount::destination)
        .toList();
  }

  private static List<String> network(Case c) {
    boolean own =
        c.spec().linux().orElseThrow().namespaces().stream()
            .anyMatch(n -> n.type().equals(LinuxNamespaceType.NETWORK) && n.path().isEmpty());
    boolean outward = SandboxLayout.hasPrivateNetwork(c.spec());
    boolean wanted = c.command().network() == BuildNetwork.PRIVATE;
    return broken(own == c.command().networkAccess() || outward != wanted, own + ", " + outward);
  }

  private static List<String> identity(Case c) {
    BuildIdentity identity = BuildIdentity.of(c.spec());
    long host = identity.hostUid().orElse(-1);
    return broken(
        c.host().uid() == 0 ? host == 0 || host < 65_536 : host != c.host().uid(), identity);
  }

  private static List<String> root(Case c) {
    return broken(!c.spec().root().flatMap(root -> root.readonly()).orElse(false), c.spec().root());
  }

  /** Where there is one for the processor. */
  private static List<String> first(Case c) {
    boolean known = FirstProcess.ARCHITECTURES.contains(c.host().architecture());
    return broken(
        FirstProcess.isIn(c.spec()) != known
            || FirstProcess.architecture(c.spec()).isPresent() != known,
        c.spec().process());
  }

  /** All but ids, mounts and the command itself is what a build without inputs gets. */
  private static List<String> asABuild(Case c) {
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs(c.command().args())
            .constraints(r -> r.networkAccess(c.command().networkAccess()))
            .build();
    Spec build = Sandbox.standard().plan(request, c.host()).spec();
    ContainerProcess expected = build.process().orElseThrow();
    ContainerProcess found = c.spec().process().orElseThrow();
    boolean same =
        c.spec().linux().flatMap(Linux::resources).equals(build.linux().flatMap(Linux::resources))
            && c.spec()
                .linux()
                .flatMap(Linux::seccomp)
                .equals(build.linux().flatMap(Linux::seccomp))
            && c.spec()
                .linux()
                .map(Linux::maskedPaths)
                .equals(build.linux().map(Linux::maskedPaths))
            && found.capabilities().equals(expected.capabilities())
            && found.noNewPrivileges().equals(expected.noNewPrivileges());
    return broken(!same, c.spec().linux());
  }

  static List<InPlaceInvariant> violated(Case any) {
    return Stream.of(values()).filter(i -> !i.violations(any).isEmpty()).toList();
  }
}
