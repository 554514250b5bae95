package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one change of a document is said to mean. */
@Tag("unit")
class DifferenceTest {
  private static final Spec PLAIN = filtered(Presets.runc());

  private static Spec filtered(Spec spec) {
    return spec.toBuilder()
        .linux(
            l ->
                l.seccomp(
                    s ->
                        s.defaultAction(LinuxSeccompAction.SCMP_ACT_ERRNO)
                            .addSyscall(
                                c ->
                                    c.names("read", "write")
                                        .action(LinuxSeccompAction.SCMP_ACT_ALLOW))))
        .build();
  }

  private static List<DifferenceEntry> after(UnaryOperator<Spec.Builder> change) {
    return Difference.between(PLAIN, change.apply(PLAIN.toBuilder()).build()).entries();
  }

  private static DifferenceEntry single(UnaryOperator<Spec.Builder> change) {
    List<DifferenceEntry> entries = after(change);
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  private static DifferenceEntry back(UnaryOperator<Spec.Builder> change) {
    List<DifferenceEntry> entries =
        Difference.between(change.apply(PLAIN.toBuilder()).build(), PLAIN).entries();
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  @Test
  void equalDocumentsDoNotDiffer() {
    Difference difference = Difference.between(PLAIN, filtered(Presets.runc()));

    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference.entries()).isEmpty();
    assertThat(difference.toText()).isEmpty();
    assertThat(difference.toHtml()).contains("The documents are equal.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7})
  void anInsertedMountIsOneDifferenceWhereverItIsInserted(int index) {
    List<Mount> mounts = new ArrayList<>(PLAIN.mounts());
    mounts.add(
        index,
        Mount.builder().destination("/data").type("bind").source("/srv").options("bind").build());

    DifferenceEntry entry = single(s -> s.mounts(mounts));

    assertThat(entry.change()).isEqualTo(ChangeKind.ADDED);
    assertThat(entry.pointer()).isEqualTo("/mounts/" + index);
    assertThat(entry.weight()).isEqualTo(Weight.NOTABLE);
    assertThat(entry.meaning()).isEqualTo("Adds a mount: the host's /srv is at /data, writable.");
  }

  @Test
  void aMountThatIsInsertedBeforeAnotherAtTheSamePlaceIsOneDifferenceToo() {
    Spec once = PLAIN.toBuilder().addMount(m -> m.destination("/d").type("tmpfs")).build();
    List<Mount> mounts = new ArrayList<>(once.mounts());
    mounts.add(7, Mount.builder().destination("/d").type("tmpfs").options("ro").build());

    assertThat(Difference.between(once, once.toBuilder().mounts(mounts).build()).entries())
        .extracting(DifferenceEntry::pointer, DifferenceEntry::change)
        .containsExactly(tuple("/mounts/7", ChangeKind.ADDED));
  }

  @Test
  void anotherOrderOfMountsCountsWhereOneHidesTheOther() {
    Spec spec =
        PLAIN.toBuilder()
            .addMount(m -> m.destination("/a").type("tmpfs"))
            .addMount(m -> m.destination("/a/b").type("tmpfs"))
            .addMount(m -> m.destination("/c").type("tmpfs"))
            .build();
    List<Mount> hidden = new ArrayList<>(spec.mounts());
    Collections.swap(hidden, 7, 8);
    List<Mount> apart = new ArrayList<>(spec.mounts());
    Collections.swap(apart, 8, 9);

    assertThat(Difference.between(spec, spec.toBuilder().mounts(hidden).build()).entries())
        .extracting(DifferenceEntry::weight, DifferenceEntry::pointer, DifferenceEntry::meaning)
        .containsExactly(
            tuple(
                Weight.NOTABLE,
                "/mounts",
                "Mounts change their order: the one at /a now hides the one at /a/b."));
    assertThat(Difference.between(spec, spec.toBuilder().mounts(apart).build()).entries())
        .extracting(DifferenceEntry::weight, DifferenceEntry::pointer)
        .containsExactly(tuple(Weight.PLAIN, "/mounts"));
  }

  @Test
  void aMountThatBecomesWritableIsSaidTo() {
    DifferenceEntry entry =
        single(s -> s.editMount("/sys", m -> m.options("nosuid", "noexec", "nodev")));

    assertThat(entry.pointer()).isEqualTo("/mounts/5/options");
    assertThat(entry.weight()).isEqualTo(Weight.ISOLATION);
    assertThat(entry.meaning()).startsWith("Becomes writable (without ro): the kernel's sysfs");
  }

  @Test
  void aNamespaceThatIsGoneIsSharedWithTheHost() {
    DifferenceEntry entry =
        single(s -> s.linux(l -> l.removeNamespace(LinuxNamespaceType.NETWORK)));

    assertThat(entry.change()).isEqualTo(ChangeKind.REMOVED);
    assertThat(entry.weight()).isEqualTo(Weight.ISOLATION);
    assertThat(entry.meaning()).startsWith("It now shares the host's network: ");
    assertThat(back(s -> s.linux(l -> l.removeNamespace(LinuxNamespaceType.NETWORK))).meaning())
        .isEqualTo(
            "It gets a network namespace of its own and no longer shares the host's network.");
  }

  @Test
  void aCapabilityIsOneDifferenceHoweverManySetsItComesInto() {
    DifferenceEntry entry =
        single(
            s ->
                s.process(
                    p ->
                        p.noNewPrivileges(true)
                            .capabilities(
                                c ->
                                    c.addBounding(Capability.CAP_SYS_ADMIN)
                                        .addEffective(Capability.CAP_SYS_ADMIN)
                                        .addPermitted(Capability.CAP_SYS_ADMIN))));

    assertThat(entry.weight()).isEqualTo(Weight.ISOLATION);
    assertThat(entry.after()).contains(JsonValue.of("CAP_SYS_ADMIN"));
    assertThat(entry.pointer()).isEqualTo("/process/capabilities/bounding/3");
    assertThat(entry.meaning())
        .isEqualTo(
            "Adds CAP_SYS_ADMIN (in bounding, effective and permitted): it may mount file systems"
                + " and administer the kernel, nearly as root.");
  }

  @Test
  void capabilitiesInAnotherOrderAreOnePlainDifference() {
    List<Capability> turned =
        new ArrayList<>(PLAIN.process().orElseThrow().capabilities().orElseThrow().bounding());
    Collections.reverse(turned);

    DifferenceEntry entry = single(s -> s.process(p -> p.capabilities(c -> c.bounding(turned))));

    assertThat(entry.weight()).isEqualTo(Weight.PLAIN);
    assertThat(entry.meaning()).isEqualTo("The same capability sets, written in another way.");
  }

  @Test
  void whatIsUnmaskedIsSaidToBe() {
    assertThat(
            single(
                s ->
                    s.linux(
                        l ->
                            l.maskedPaths(
                                PLAIN.linux().orElseThrow().maskedPaths().stream()
                                    .filter(path -> !path.equals("/proc/kcore"))
                                    .toArray(String[]::new)))))
        .extracting(DifferenceEntry::weight, DifferenceEntry::meaning)
        .containsExactly(
            Weight.ISOLATION,
            "Unmasks /proc/kcore: the host's memory, for those with CAP_SYS_RAWIO.");
  }

  @Test
  void aRootThatBecomesWritableIsAWallLess() {
    assertThat(single(s -> s.root(r -> r.readonly(false))).weight()).isEqualTo(Weight.ISOLATION);
    assertThat(back(s -> s.root(r -> r.readonly(false))).weight()).isEqualTo(Weight.NOTABLE);
  }

  @Test
  void limitsAreSaidToBeRaisedLoweredOrTakenAway() {
    UnaryOperator<Spec.Builder> low = s -> s.linux(l -> l.resources(r -> r.pids(p -> p.limit(10))));
    Spec lower = low.apply(PLAIN.toBuilder()).build();
    Spec higher = lower.toBuilder().linux(l -> l.resources(r -> r.pids(p -> p.limit(20)))).build();

    assertThat(Difference.between(lower, higher).entries())
        .extracting(DifferenceEntry::weight, DifferenceEntry::meaning)
        .containsExactly(tuple(Weight.NOTABLE, "Raises the limit on processes."));
    assertThat(Difference.between(higher, lower).entries())
        .extracting(DifferenceEntry::weight, DifferenceEntry::meaning)
        .containsExactly(tuple(Weight.PLAIN, "Lowers the limit on processes."));
    assertThat(back(low).meaning()).isEqualTo("Takes the limit on processes away.");
  }

  @Test
  void systemCallsAreComparedByNameHoweverTheRulesAreSplitUp() {
    DifferenceEntry looser =
        single(
            s ->
                s.linux(
                    l ->
                        l.seccomp(
                            f ->
                                f.addSyscall(
                                    c ->
                                        c.names("unshare")
                                            .action(LinuxSeccompAction.SCMP_ACT_ALLOW)))));
    Spec split =
        PLAIN.toBuilder()
            .linux(
                l ->
                    l.seccomp(
                        f ->
                            f.syscalls(List.of())
                                .addSyscall(
                                    c -> c.names("write").action(LinuxSeccompAction.SCMP_ACT_ALLOW))
                                .addSyscall(
                                    c ->
                                        c.names("read").action(LinuxSeccompAction.SCMP_ACT_ALLOW))))
            .build();

    assertThat(looser.weight()).isEqualTo(Weight.ISOLATION);
    assertThat(looser.pointer()).isEqualTo("/linux/seccomp/syscalls/1");
    assertThat(looser.meaning())
        .startsWith("Lets through unshare, with which it can make or enter namespaces");
    assertThat(Difference.between(PLAIN, split).entries())
        .extracting(DifferenceEntry::weight, DifferenceEntry::pointer)
        .containsExactly(tuple(Weight.PLAIN, "/linux/seccomp/syscalls"));
  }

  @Test
  void variablesLimitsAndDevicesAreMatchedByWhatNamesThem() {
    assertThat(
            after(
                s ->
                    s.process(
                        p ->
                            p.env("TERM=dumb", "NEW=1", PLAIN.process().orElseThrow().env().get(0))
                                .putRlimit(
                                    r ->
                                        r.type(PosixRlimitType.RLIMIT_CORE)
                                            .soft(Unsigned64.ZERO)
                                            .hard(Unsigned64.ZERO)))))
        .extracting(DifferenceEntry::pointer, DifferenceEntry::change)
        .containsExactlyInAnyOrder(
            tuple("/process/env", ChangeKind.CHANGED),
            tuple("/process/env/0", ChangeKind.CHANGED),
            tuple("/process/env/1", ChangeKind.ADDED),
            tuple("/process/rlimits/1", ChangeKind.ADDED));
  }

  @Test
  void unknownMembersNullsAndEmptyObjectsAreDifferencesToo() {
    Spec bare = Json.read("{\"ociVersion\":\"1.0.0\"}", Spec.class);
    Spec rich =
        Json.read(
            "{\"ociVersion\":\"1.0.0\",\"linux\":{},\"x\":null,\"y\":{\"z\":[1]}}", Spec.class);

    assertThat(Difference.between(bare, rich).entries())
        .extracting(DifferenceEntry::pointer, DifferenceEntry::after)
        .contains(
            tuple("/linux", Optional.of(JsonValue.EMPTY_OBJECT)),
            tuple("/x", Optional.of(JsonValue.NULL)),
            tuple("/y/z", Optional.of(JsonValue.list(List.of(JsonValue.of(1))))));
  }

  @Test
  void capabilitiesThatAreGoneAreNotNone() {
    DifferenceEntry entry = single(s -> s.process(p -> p.clearCapabilities()));

    assertThat(entry.pointer()).isEqualTo("/process/capabilities");
    assertThat(entry.weight()).isEqualTo(Weight.ISOLATION);
    assertThat(entry.meaning()).startsWith("It does not say which capabilities it gets: ");
  }
}
