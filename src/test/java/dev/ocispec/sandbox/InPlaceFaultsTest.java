package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.sandbox.InPlaceInvariant.Case;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault planted in the specification of a command in place is caught by its invariants. */
@Tag("unit")
class InPlaceFaultsTest {
  /**
   * A small wrong change.
   *
   * @param catchers the invariants that notice it, and no others do
   */
  record Fault(String name, UnaryOperator<Spec> change, Set<InPlaceInvariant> catchers) {
    static Fault of(
        String name, UnaryOperator<Spec> change, InPlaceInvariant first, InPlaceInvariant... more) {
      return new Fault(name, change, EnumSet.of(first, more));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final InPlaceCommand COMMAND =
      InPlaceCommand.builder()
          .folder(Path.of("/home/u/work"))
          .addArgs("make", "all")
          .addEnvironment("A=1", "A=2", "B=")
          .addShown(HostBind.same(Path.of("/usr")), new HostBind(Path.of("/opt/x"), "/tools"))
          .addWritable(Path.of("/var/cache/b"), Path.of("/tmp"), Path.of("/dev/shm"))
          .addTemporary("/var/empty")
          .build();

  private static final List<HostFacts> HOSTS =
      List.of(Examples.root().build(), Examples.user().build(), Examples.userAlone().build());

  private static Fault mount(
      String name,
      String place,
      UnaryOperator<Mount> edit,
      InPlaceInvariant catcher,
      InPlaceInvariant... more) {
    Predicate<Mount> which = mount -> mount.destination().equals(place);
    return Fault.of(
        name,
        spec ->
            spec.toBuilder()
                .mounts(spec.mounts().stream().map(m -> which.test(m) ? edit.apply(m) : m).toList())
                .build(),
        catcher,
        more);
  }

  private static UnaryOperator<Mount> without(String option) {
    return mount ->
        mount.toBuilder()
            .options(mount.options().stream().filter(o -> !o.equals(option)).toList())
            .build();
  }

  private static UnaryOperator<Mount> with(String old, String other) {
    return mount ->
        mount.toBuilder()
            .options(mount.options().stream().map(o -> o.equals(old) ? other : o).toList())
            .build();
  }

  private static UnaryOperator<Spec> added(String place, String source, String... options) {
    return spec ->
        spec.toBuilder()
            .addMount(m -> m.destination(place).type("bind").source(source).options(options))
            .build();
  }

  static List<Fault> faults() {
    return List.of(
        mount(
            "programs of the host can be changed",
            "/usr",
            with("ro", "rw"),
            InPlaceInvariant.WHAT_IS_SHOWN_IS_READ_ONLY,
            InPlaceInvariant.ONLY_THE_FOLDER_AND_THE_NAMED_ARE_WRITABLE),
        mount(
            "what is mounted in a shown folder can be changed",
            "/usr",
            without("rro"),
            InPlaceInvariant.WHAT_IS_SHOWN_IS_READ_ONLY),
        mount(
            "the folder can't be changed",
            "/work",
            with("rw", "ro"),
            InPlaceInvariant.FOLDER_IS_WRITABLE_AT_ITS_PLACE),
        mount(
            "another folder is worked in",
            "/work",
            mount -> mount.toBuilder().source("/home/u").build(),
            InPlaceInvariant.FOLDER_IS_WRITABLE_AT_ITS_PLACE,
            InPlaceInvariant.ONLY_THE_FOLDER_AND_THE_NAMED_ARE_WRITABLE,
            InPlaceInvariant.NOTHING_ELSE_OF_THE_HOST),
        mount(
            "set-id files work in the folder",
            "/work",
            without("nosuid"),
            InPlaceInvariant.WITHOUT_SET_ID_AND_DEVICES),
        mount(
            "device nodes work in a folder in memory",
            "/var/empty",
            without("nodev"),
            InPlaceInvariant.WITHOUT_SET_ID_AND_DEVICES),
        mount(
            "a locked flag is dropped",
            "/tools",
            without("noexec"),
            InPlaceInvariant.LOCKED_FLAGS_STAY),
        mount(
            "the host's /tmp",
            "/tmp",
            mount ->
                mount.toBuilder()
                    .type("bind")
                    .source("/tmp")
                    .options("rbind", "rw", "nosuid", "nodev")
                    .build(),
            InPlaceInvariant.TMP_IS_PRIVATE,
            InPlaceInvariant.ONLY_THE_FOLDER_AND_THE_NAMED_ARE_WRITABLE,
            InPlaceInvariant.NOTHING_ELSE_OF_THE_HOST),
        Fault.of(
            "the host's sockets",
            added("/run", "/run", "rbind", "ro", "rro", "nosuid", "nodev"),
            InPlaceInvariant.NOTHING_ELSE_OF_THE_HOST),
        Fault.of(
            "a home that can be changed",
            added("/root", "/root", "rbind", "rw", "nosuid", "nodev"),
            InPlaceInvariant.NOTHING_ELSE_OF_THE_HOST,
            InPlaceInvariant.ONLY_THE_FOLDER_AND_THE_NAMED_ARE_WRITABLE),
        Fault.of(
            "a variable of its own",
            spec ->
                spec.toBuilder()
                    .process(p -> p.env(List.of("A=1", "A=2", "B=", "HOME=/root")))
                    .build(),
            InPlaceInvariant.COMMAND_AND_ENVIRONMENT_ARE_EXACT),
        Fault.of(
            "a variable that is given twice comes once",
            spec -> spec.toBuilder().process(p -> p.env(List.of("A=2", "B="))).build(),
            InPlaceInvariant.COMMAND_AND_ENVIRONMENT_ARE_EXACT),
        Fault.of(
            "it starts elsewhere",
            spec -> spec.toBuilder().process(p -> p.cwd("/")).build(),
            InPlaceInvariant.COMMAND_AND_ENVIRONMENT_ARE_EXACT),
        Fault.of(
            "the host's network",
            spec ->
                spec.toBuilder()
                    .linux(
                        l ->
                            l.namespaces(
                                spec.linux().orElseThrow().namespaces().stream()
                                    .filter(n -> !n.type().equals(LinuxNamespaceType.NETWORK))
                                    .toList()))
                    .build(),
            InPlaceInvariant.NO_NETWORK_UNLESS_ASKED),
        Fault.of(
            "a private network nobody asked for",
            added(
                "/etc/resolv.conf", "network/resolv.conf", "rbind", "ro", "rro", "nosuid", "nodev"),
            InPlaceInvariant.NOTHING_ELSE_OF_THE_HOST,
            InPlaceInvariant.NO_NETWORK_UNLESS_ASKED),
        Fault.of(
            "another user of the host",
            spec -> spec.toBuilder().process(p -> p.user(u -> u.uid(1234).gid(1234))).build(),
            InPlaceInvariant.THE_CALLER_WITH_A_USER_NAMESPACE_ELSE_NOBODYS_USER),
        Fault.of(
            "a root that can be changed",
            spec -> spec.toBuilder().root(r -> r.readonly(false)).build(),
            InPlaceInvariant.ROOT_OF_THE_CONTAINER_IS_READ_ONLY),
        Fault.of(
            "the command is the first process",
            spec -> spec.toBuilder().process(p -> p.args(FirstProcess.command(spec))).build(),
            InPlaceInvariant.THE_COMMAND_IS_BEGUN_BY_THE_FIRST_PROCESS),
        Fault.of(
            "nothing limits it",
            spec ->
                spec.toBuilder().linux(l -> l.resources(LinuxResources.builder().build())).build(),
            InPlaceInvariant.AS_LIMITED_AND_CONFINED_AS_A_BUILD),
        Fault.of(
            "every system call is allowed",
            spec ->
                spec.toBuilder()
                    .linux(l -> l.seccomp(s -> s.defaultAction(LinuxSeccompAction.SCMP_ACT_ALLOW)))
                    .build(),
            InPlaceInvariant.AS_LIMITED_AND_CONFINED_AS_A_BUILD),
        Fault.of(
            "set-id programs give privileges",
            spec -> spec.toBuilder().process(p -> p.noNewPrivileges(false)).build(),
            InPlaceInvariant.AS_LIMITED_AND_CONFINED_AS_A_BUILD),
        Fault.of(
            "the kernel's memory is shown",
            spec -> spec.toBuilder().linux(l -> l.maskedPaths(List.of())).build(),
            InPlaceInvariant.AS_LIMITED_AND_CONFINED_AS_A_BUILD),
        Fault.of(
            "the outer folder is mounted last",
            spec -> {
              List<Mount> mounts = new ArrayList<>(spec.mounts());
              Collections.reverse(mounts);
              return spec.toBuilder().mounts(mounts).build();
            },
            InPlaceInvariant.PARENTS_BEFORE_CHILDREN));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isCaught(Fault fault) {
    for (HostFacts host : HOSTS) {
      Case sound = Case.of(COMMAND, host);
      assertThat(InPlaceInvariant.violated(sound)).as("before").isEmpty();
      Case faulty = new Case(COMMAND, host, fault.change().apply(sound.spec()));
      assertThat(faulty.spec()).isNotEqualTo(sound.spec());
      assertThat(InPlaceInvariant.violated(faulty))
          .containsExactlyInAnyOrderElementsOf(fault.catchers());
    }
  }

  @Test
  void everyInvariantCatchesOne() {
    Set<InPlaceInvariant> catching = EnumSet.noneOf(InPlaceInvariant.class);
    faults().forEach(fault -> catching.addAll(fault.catchers()));
    assertThat(catching)
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(InPlaceInvariant.values()));
  }
}
