package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What documents of real engines showed: each thing is said once, and at the weight it has. */
@Tag("unit")
class StatementDetailsTest {
  private static List<Statement> at(String pointer, UnaryOperator<Spec.Builder> change) {
    return Explanation.of(change.apply(Presets.runc().toBuilder()).build()).statements().stream()
        .filter(statement -> statement.pointer().equals(pointer))
        .toList();
  }

  private static Spec.Builder tracing(Spec.Builder spec) {
    return spec.linux(
        l ->
            l.seccomp(
                f ->
                    f.defaultAction(LinuxSeccompAction.SCMP_ACT_ERRNO)
                        .addSyscall(
                            c -> c.names("ptrace").action(LinuxSeccompAction.SCMP_ACT_ALLOW))));
  }

  @Test
  void tracingCountsWhereOthersProcessesCanBeSeen() {
    assertThat(at("/linux/seccomp/syscalls/0", StatementDetailsTest::tracing))
        .extracting(Statement::weight, Statement::text)
        .containsExactly(
            tuple(
                Weight.PLAIN,
                "Its filter lets through ptrace, with which it can read and control the container's"
                    + " other processes of the same user."));
    assertThat(
            at(
                "/linux/seccomp/syscalls/0",
                s -> tracing(s).linux(l -> l.removeNamespace(LinuxNamespaceType.PID))))
        .extracting(Statement::weight, Statement::text)
        .containsExactly(
            tuple(
                Weight.NOTABLE,
                "Its filter lets through ptrace, with which it can read and control other processes"
                    + " of the same user, the host's included."));
  }

  @Test
  void aRuleForADeviceThatIsListedDoesNotSayAgainWhatItIsGoodFor() {
    Spec spec =
        Json.read(
            """
            {"ociVersion":"1.0.2","linux":{
              "devices":[{"path":"/dev/fuse","type":"c","major":10,"minor":229}],
              "resources":{"devices":[{"allow":false,"access":"rwm"},
                {"allow":true,"type":"c","major":10,"minor":229,"access":"rwm"},
                {"allow":true,"type":"c","major":10,"access":"rwm"}]}}}
            """,
            Spec.class);

    assertThat(Explanation.of(spec).statements())
        .filteredOn(s -> s.topic() == Topic.DEVICES && s.pointer().matches(".*/devices/[0-9]"))
        .extracting(Statement::weight, Statement::text)
        .containsExactly(
            tuple(
                Weight.NOTABLE,
                "It gets the device /dev/fuse (10:229), with which it can serve file systems of its"
                    + " own (FUSE)."),
            tuple(
                Weight.NOTABLE,
                "A rule lets it read, write and make the character devices 10:*, with which it can"
                    + " use whatever driver has a miscellaneous device: KVM, VFIO, FUSE, tunnels,"
                    + " mapped disks; without CAP_MKNOD it can make no device files, but only open"
                    + " those that it finds."),
            tuple(Weight.PLAIN, "It may open no device but those that rules name."),
            tuple(
                Weight.PLAIN,
                "A rule lets it read, write and make /dev/fuse (character device 10:229)."));
  }

  @Test
  void whatNothingHasAllowedIsNotSaidToBeForbidden() {
    Spec spec =
        Json.read(
            """
            {"ociVersion":"1.0.2","linux":{"resources":{"devices":[
              {"allow":false,"access":"rwm"},
              {"allow":false,"type":"c","major":10,"minor":229,"access":"rwm"}]}}}
            """,
            Spec.class);

    assertThat(Explanation.of(spec).statements())
        .extracting(Statement::pointer)
        .contains("/linux/resources/devices/0")
        .doesNotContain("/linux/resources/devices/1");
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/hosts, ro, PLAIN",
    "/etc/hosts, rw, ISOLATION",
    "/usr/bin/docker-init, ro, PLAIN",
    "/home/ada, ro, ISOLATION",
    "/home/ada/work, ro, PLAIN",
    "/var/tmp/buildah2158048123/hosts, rw, PLAIN",
    "/var/tmp/buildah2158048123/mnt/hosts, rw, NOTABLE"
  })
  void aSourceCountsForWhatItOpens(String source, String access, Weight weight) {
    assertThat(
            at(
                "/mounts/7",
                s ->
                    s.addMount(
                        m ->
                            m.destination("/x")
                                .type("bind")
                                .source(source)
                                .options("bind", access))))
        .extracting(Statement::weight)
        .containsExactly(weight);
  }

  @Test
  void nothingIsMountedBelowAFile() {
    assertThat(
            at(
                "/mounts/7",
                s ->
                    s.addMount(
                        m ->
                            m.destination("/etc/resolv.conf")
                                .source("/etc/resolv.conf")
                                .options("rbind", "ro", "rslave"))))
        .extracting(Statement::text)
        .containsExactly(
            "The host's /etc/resolv.conf is at /etc/resolv.conf, read-only: how the host finds"
                + " machines by name.");
  }

  @Test
  void aHookIsCalledByTheNameThatItGets() {
    Spec spec =
        Json.read(
            """
            {"ociVersion":"1.0.2","hooks":{"prestart":[
              {"path":"/proc/327/exe","args":["libnetwork-setkey","-x"]}]}}
            """,
            Spec.class);

    assertThat(Explanation.of(spec).statements())
        .filteredOn(s -> s.topic() == Topic.HOOKS)
        .extracting(Statement::text)
        .first()
        .asString()
        .startsWith("The runtime runs /proc/327/exe (as libnetwork-setkey) -x on the host");
  }

  @Test
  void mountsOfFreebsdAreToldAndMakeADocumentFreebsds() {
    Spec spec =
        Json.read(
            """
            {"ociVersion":"1.3.0","process":{"cwd":"/","args":["sh"],"user":{"uid":0,"gid":0}},
             "mounts":[{"destination":"/dev","type":"devfs","source":"devfs"},
              {"destination":"/data","type":"nullfs","source":"/srv"},
              {"destination":"/host","type":"nullfs","source":"/","options":["ro"]}]}
            """,
            Spec.class);

    assertThat(Explanation.of(spec).statements())
        .extracting(Statement::weight, Statement::text)
        .containsExactly(
            tuple(Weight.ISOLATION, "The host's whole file system is at /host, read-only."),
            tuple(Weight.NOTABLE, "The host's /srv is at /data, writable."),
            tuple(Weight.PLAIN, "It runs sh in the folder /."),
            tuple(Weight.PLAIN, "It runs as root (uid 0) of its jail."),
            tuple(Weight.PLAIN, "A file system of the type devfs is at /dev."),
            tuple(
                Weight.PLAIN,
                "The document declares runtime-spec 1.3.0 and no platform; it is read as one for"
                    + " FreeBSD, whose file systems it mounts."));
  }
}
