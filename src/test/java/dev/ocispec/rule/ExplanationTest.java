package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of containers that differ from what {@code runc spec} writes in one thing. */
@Tag("unit")
class ExplanationTest {
  private static List<Statement> of(UnaryOperator<Spec.Builder> change) {
    return Explanation.of(change.apply(Presets.runc().toBuilder()).build()).statements();
  }

  private static List<Statement> at(String pointer, UnaryOperator<Spec.Builder> change) {
    return of(change).stream().filter(statement -> statement.pointer().equals(pointer)).toList();
  }

  private static Statement of(String json) {
    return Explanation.of(Json.read(json, Spec.class)).statements().get(0);
  }

  @Test
  void aNamespaceThatIsNotListedIsTheHosts() {
    assertThat(of(s -> s.linux(l -> l.removeNamespace(LinuxNamespaceType.NETWORK))))
        .contains(
            new Statement(
                Weight.ISOLATION,
                Topic.NETWORK,
                "/linux/namespaces",
                "It shares the host's network: it has the host's addresses and ports, and reaches"
                    + " services that listen only on the host's loopback interface or on abstract"
                    + " Unix sockets."));
  }

  @Test
  void aNamespaceThatIsJoinedIsSomebodysAndThatOfTheFirstProcessIsTheHosts() {
    UnaryOperator<Spec.Builder> joinsPod =
        s ->
            s.linux(
                l -> l.putNamespace(n -> n.type(LinuxNamespaceType.PID).path("/proc/4242/ns/pid")));
    UnaryOperator<Spec.Builder> joinsHost =
        s ->
            s.linux(
                l -> l.putNamespace(n -> n.type(LinuxNamespaceType.PID).path("/proc/1/ns/pid")));

    assertThat(at("/linux/namespaces/0", joinsPod))
        .extracting(Statement::weight, Statement::text)
        .containsExactly(
            tuple(
                Weight.NOTABLE,
                "It joins the pid namespace at /proc/4242/ns/pid: it sees the processes of the"
                    + " others there, and can signal and trace those that its user and capabilities"
                    + " allow."));
    assertThat(at("/linux/namespaces/0", joinsHost))
        .allMatch(statement -> statement.weight() == Weight.ISOLATION)
        .extracting(Statement::text)
        .first()
        .asString()
        .startsWith("It joins /proc/1/ns/pid, so it shares the host's process ids: ");
  }

  @Test
  void whoItIsOnTheHostFollowsFromTheMappings() {
    UnaryOperator<Spec.Builder> mapped =
        s ->
            s.linux(
                l ->
                    l.putNamespace(LinuxNamespaceType.USER)
                        .addUidMapping(m -> m.containerID(0).hostID(100000).size(65536))
                        .addGidMapping(m -> m.containerID(0).hostID(100000).size(65536)));
    UnaryOperator<Spec.Builder> mappedToRoot =
        s ->
            s.linux(
                l ->
                    l.putNamespace(LinuxNamespaceType.USER)
                        .addUidMapping(m -> m.containerID(0).hostID(0).size(1)));

    assertThat(at("/process/user/uid", s -> s))
        .extracting(Statement::weight)
        .containsExactly(Weight.ISOLATION);
    assertThat(at("/process/user/uid", mapped))
        .extracting(Statement::text)
        .containsExactly("It runs as root (uid 0), which on the host is uid 100000.");
    assertThat(at("/process/user/uid", mappedToRoot))
        .extracting(Statement::weight)
        .containsExactly(Weight.ISOLATION);
  }

  @Test
  void mappingsWithoutAUserNamespaceAreSaidToHaveNoEffect() {
    assertThat(
            at(
                "/linux/uidMappings",
                s -> s.linux(l -> l.addUidMapping(m -> m.containerID(0).hostID(7).size(1)))))
        .extracting(Statement::text)
        .containsExactly(
            "The id mappings have no effect without a user namespace: its ids are the host's.");
  }

  @ParameterizedTest
  @CsvSource({
    "/var/run/docker.sock, ro, ISOLATION",
    "/run/containerd/containerd.sock, rw, ISOLATION",
    "/, ro, ISOLATION",
    "//etc/./ssh, ro, ISOLATION",
    "/srv/../etc, ro, ISOLATION",
    "/proc/sys, rw, ISOLATION",
    "/usr/share/doc, ro, NOTABLE",
    "/usr/share/doc, rw, ISOLATION",
    "/srv/data, rw, NOTABLE",
    "/srv/data, ro, PLAIN",
    "/dev/null, ro, PLAIN",
    "/dev/kvm, rw, NOTABLE",
    "/dev/mem, rw, ISOLATION",
  })
  void whatABindMountOpensDependsOnItsSourceAndOnWhetherItCanBeWritten(
      String source, String access, Weight weight) {
    List<Statement> said =
        at(
            "/mounts/7",
            s ->
                s.addMount(
                    m -> m.destination("/x").type("bind").source(source).options("bind", access)));

    assertThat(said.isEmpty() ? Weight.PLAIN : said.get(0).weight()).isEqualTo(weight);
  }

  @Test
  void aReadOnlyBindMountWithOthersBelowItIsNotSaidToBeReadOnlyAsAWhole() {
    assertThat(bind("rbind", "ro")).endsWith("is at /x, read-only but for mounts below it.");
    assertThat(bind("rbind", "rro")).endsWith("is at /x, read-only.");
    assertThat(bind("bind", "ro")).endsWith("is at /x, read-only.");
    assertThat(bind("bind", "ro", "rw")).endsWith("is at /x, writable.");
  }

  private static String bind(String... options) {
    return at(
            "/mounts/7",
            s -> s.addMount(m -> m.destination("/x").type("bind").source("/srv").options(options)))
        .get(0)
        .text();
  }

  @Test
  void capabilitiesAreExplainedByWhatTheyPermit() {
    assertThat(
            of(
                s ->
                    s.process(
                        p ->
                            p.noNewPrivileges(false)
                                .capabilities(
                                    c -> c.bounding(List.of(Capability.CAP_SYS_MODULE))))))
        .contains(
            new Statement(
                Weight.ISOLATION,
                Topic.CAPABILITIES,
                "/process/capabilities/bounding/0",
                "It holds CAP_SYS_MODULE: it may load modules, which are code, into the host's"
                    + " kernel."));
  }

  @Test
  void anOrdinaryUserHoldsTheAmbientCapabilitiesAndCanObtainTheBoundingOnes() {
    Spec spec =
        Presets.runc().toBuilder()
            .process(
                p ->
                    p.user(u -> u.uid(1000).gid(1000))
                        .noNewPrivileges(false)
                        .capabilities(
                            c ->
                                c.bounding(
                                        List.of(Capability.CAP_SYS_ADMIN, Capability.CAP_NET_RAW))
                                    .permitted(List.of(Capability.CAP_NET_RAW))
                                    .inheritable(List.of(Capability.CAP_NET_RAW))
                                    .ambient(List.of(Capability.CAP_NET_RAW))))
            .build();

    assertThat(Explanation.of(spec).statements())
        .extracting(Statement::pointer, Statement::text)
        .contains(
            tuple(
                "/process/capabilities/ambient/0",
                "It holds CAP_NET_RAW: it may send and read raw packets, so forge addresses towards"
                    + " its neighbours."),
            tuple(
                "/process/capabilities/bounding",
                "It does not hold CAP_SYS_ADMIN itself, but set-user-ID programs and programs with"
                    + " file capabilities can obtain it."));
  }

  @Test
  void absentCapabilitiesAreNotNone() {
    assertThat(at("/process/capabilities", s -> s.process(p -> p.clearCapabilities())))
        .extracting(Statement::weight)
        .containsExactly(Weight.ISOLATION);
    assertThat(
            at(
                "/process/capabilities",
                s ->
                    s.process(
                        p ->
                            p.capabilities(
                                c ->
                                    c.bounding(List.of())
                                        .effective(List.of())
                                        .permitted(List.of())
                                        .inheritable(List.of())
                                        .ambient(List.of())))))
        .extracting(Statement::text)
        .containsExactly("It runs without capabilities, as an ordinary user does.");
  }

  @Test
  void whatIsNotLimitedIsSaidToBeWithoutLimit() {
    assertThat(of(s -> s))
        .extracting(Statement::text)
        .contains(
            "No limit on memory: it can use up all that the host has.",
            "No limit on processes: it can use up all process ids of the host.");
    assertThat(
            of(
                s ->
                    s.linux(
                        l ->
                            l.resources(
                                r ->
                                    r.memory(m -> m.limit(256L << 20))
                                        .pids(p -> p.limit(64))
                                        .cpu(c -> c.quota(150000).period(100000))))))
        .extracting(Statement::text)
        .contains(
            "It may use 256 MiB of memory.",
            "It may have 64 processes and threads at a time.",
            "It may use the time of 1.5 processors.");
  }

  @Test
  void aHookIsAProgramThatRunsOnTheHost() {
    assertThat(
            at(
                "/hooks/createRuntime/0",
                s ->
                    s.hooks(
                        h ->
                            h.addCreateRuntime(
                                k -> k.path("/usr/bin/net").args("net", "up").timeout(5)))))
        .containsExactly(
            new Statement(
                Weight.ISOLATION,
                Topic.HOOKS,
                "/hooks/createRuntime/0",
                "The runtime runs /usr/bin/net up on the host with its own privileges, after the"
                    + " container's namespaces are made, before its root is entered, for at most 5"
                    + " seconds."));
  }

  @Test
  void theWeightiestStatementsComeFirst() {
    assertThat(of(s -> s)).extracting(Statement::weight).isSorted();
  }

  @Test
  void aContainerForWindowsIsJudgedByItsOwnMeans() {
    assertThat(of("{\"ociVersion\":\"1.0.2\",\"windows\":{\"layerFolders\":[\"C:\\\\l\"]}}").text())
        .startsWith("It shares the host's Windows kernel");
    assertThat(
            Explanation.of(
                    Json.read(
                        "{\"ociVersion\":\"1.0.2\",\"windows\":{\"layerFolders\":[\"C:\\\\l\"],"
                            + "\"hyperv\":{}}}",
                        Spec.class))
                .statements())
        .extracting(Statement::weight)
        .doesNotContain(Weight.ISOLATION);
  }

  @Test
  void namesFromADocumentCanNeitherSteerATerminalNorAddMarkup() {
    Spec spec = Presets.runc().toBuilder().hostname("<script>\u001b[31m\u202e&\"'").build();
    Explanation explanation = Explanation.of(spec);

    assertThat(explanation.toText()).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(explanation.toHtml())
        .contains("&lt;script&gt;")
        .doesNotContain("<script>")
        .doesNotContain("\u202e");
  }
}
