package dev.ocispec.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.JsonTrees;
import dev.ocispec.Shared;
import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Capabilities;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.preset.Presets;
import dev.ocispec.preset.Rootless;
import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library used as its surface promises, through public types alone. */
@Tag("unit")
class LibrarySurfaceTest {
  @TempDir Path folder;

  private static Spec box() {
    return Spec.builder()
        .hostname("box")
        .root(r -> r.path("rootfs").readonly(true))
        .process(
            p ->
                p.cwd("/")
                    .args("sh", "-c", "echo hi")
                    .addEnv("PATH=/bin")
                    .user(u -> u.uid(0).gid(0)))
        .addMount(m -> m.destination("/proc").type("proc").source("proc"))
        .addMount(
            m -> m.destination("/data").type("bind").source("/srv/data").addOptions("rbind", "ro"))
        .linux(
            l ->
                l.addNamespace(n -> n.type(LinuxNamespaceType.PID))
                    .addNamespace(n -> n.type(LinuxNamespaceType.MOUNT))
                    .resources(res -> res.pids(p -> p.limit(64)).memory(m -> m.limit(256L << 20))))
        .putAnnotation("com.example.key", "value")
        .build();
  }

  @Test
  void whatWasSetIsWrittenAndNothingElse() {
    assertThat(JsonTrees.of(Json.toString(box())))
        .isEqualTo(
            JsonTrees.of(
                """
                {"ociVersion": "1.0.0",
                 "process": {"user": {"uid": 0, "gid": 0}, "args": ["sh", "-c", "echo hi"],
                   "env": ["PATH=/bin"], "cwd": "/"},
                 "root": {"path": "rootfs", "readonly": true},
                 "hostname": "box",
                 "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"},
                   {"destination": "/data", "type": "bind", "source": "/srv/data",
                    "options": ["rbind", "ro"]}],
                 "annotations": {"com.example.key": "value"},
                 "linux": {"namespaces": [{"type": "pid"}, {"type": "mount"}],
                   "resources": {"pids": {"limit": 64}, "memory": {"limit": 268435456}}}}
                """));
  }

  @Test
  void theReleaseIsTheLowestThatCoversWhatIsUsed() {
    assertThat(box().ociVersion()).isEqualTo("1.0.0");
    assertThat(Spec.builder().domainname("d").build().ociVersion()).isEqualTo("1.1.0");
    assertThat(Spec.builder().freebsd(f -> f.jail(j -> j.host("inherit"))).build().ociVersion())
        .isEqualTo("1.3.0");
    assertThat(Spec.builder().ociVersion("1.2.1").build().ociVersion()).isEqualTo("1.2.1");
  }

  @Test
  void allFormsOfOutputAreTheSameDocument() throws Exception {
    Spec spec = box();
    Path file = folder.resolve("config.json");

    Json.write(spec, file);

    assertThat(Json.toPrettyString(spec)).contains("\n  \"hostname\": \"box\",\n").endsWith("}\n");
    assertThat(Json.toBytes(spec)).asString(StandardCharsets.UTF_8).doesNotContain("\n");
    assertThat(JsonTrees.of(Json.toPrettyString(spec))).isEqualTo(JsonTrees.of(Json.toBytes(spec)));
    assertThat(Files.readString(file)).isEqualTo(Json.toPrettyString(spec));
    byte[] sha = MessageDigest.getInstance("SHA-256").digest(Json.toCanonicalBytes(spec));
    assertThat(Json.digest(spec)).isEqualTo("sha256:" + HexFormat.of().formatHex(sha));
  }

  @Test
  void onlyTheUncheckedWriterLetsOutWhatTheSchemaRefuses() {
    Spec refused = Spec.builder().linux(l -> l.rootfsPropagation("rslave")).build();

    assertThatThrownBy(() -> Json.toPrettyString(refused))
        .isInstanceOfSatisfying(
            InvalidDocumentException.class,
            e ->
                assertThat(e.report().findings())
                    .extracting(Finding::rule, Finding::pointer)
                    .containsExactly(tuple("schema-enum", "/linux/rootfsPropagation")));
    assertThat(Json.unchecked().toBytes(refused))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"ociVersion\":\"1.0.0\",\"linux\":{\"rootfsPropagation\":\"rslave\"}}");
  }

  @Test
  void whatWasReadIsWrittenBackWithItsUnknownMembers() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(
        file,
        "{\"ociVersion\":\"1.0.0\",\"mounts\":[],\"x\":{\"y\":null},"
            + "\"linux\":{\"devices\":[{\"path\":\"/d\",\"type\":\"c\",\"fileMode\":8630}]}}");

    Spec read = Json.read(file, Spec.class);

    assertThat(Json.read(Json.unchecked().toBytes(read), Spec.class)).isEqualTo(read);
    assertThat(JsonTrees.of(Json.unchecked().toBytes(read)))
        .isEqualTo(JsonTrees.of(Files.readAllBytes(file)));
  }

  private static Spec read() {
    return Json.read(
        """
        {"ociVersion": "1.0.2",
         "process": {"cwd": "/", "args": ["sh"], "terminal": true,
           "env": ["LANG=C", "DEBUG=1", "PATH=/bin", "DEBUG=2"],
           "capabilities": {"bounding": ["CAP_NET_RAW", "CAP_KILL"], "effective": ["CAP_NET_RAW"],
             "inheritable": ["CAP_NET_RAW"], "permitted": ["CAP_NET_RAW", "CAP_X"],
             "ambient": ["CAP_NET_RAW"]}},
         "mounts": [{"destination": "/tmp", "type": "bind", "source": "/a", "options": ["rbind"]},
           {"destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup"}],
         "linux": {"namespaces": [{"type": "cgroup"}, {"type": "network", "path": "/n"}]}}
        """,
        Spec.class);
  }

  private static Spec edited() {
    return read().toBuilder()
        .process(p -> p.putEnv("LANG", "C.UTF-8").removeEnv("DEBUG").terminal(false))
        .putMount(m -> m.destination("/tmp").type("tmpfs").source("tmpfs"))
        .removeMount("/sys/fs/cgroup")
        .linux(
            l ->
                l.putNamespace(LinuxNamespaceType.NETWORK)
                    .removeNamespace(LinuxNamespaceType.CGROUP))
        .build();
  }

  @Test
  void aLambdaAmendsWhatIsSetAndKeyedEditsKeepOneEntry() {
    Spec edited = edited();

    var process = edited.process().orElseThrow();
    assertThat(process.env()).containsExactly("LANG=C.UTF-8", "PATH=/bin");
    assertThat(process.terminal()).contains(false);
    assertThat(process.args()).containsExactly("sh");
    assertThat(edited.mounts())
        .containsExactly(Mount.builder().destination("/tmp").type("tmpfs").source("tmpfs").build());
    assertThat(edited.linux().orElseThrow().namespaces())
        .containsExactly(LinuxNamespace.builder().type(LinuxNamespaceType.NETWORK).build());
  }

  @Test
  void theValueThatIsEditedStaysAsItWas() {
    Spec before = read();

    before.toBuilder().process(p -> p.args("other").addEnv("A=1")).removeMount("/tmp").build();

    assertThat(before).isEqualTo(read());
  }

  @Test
  void aValueReplacesWhatIsSet() {
    Spec replaced =
        read().toBuilder()
            .process(dev.ocispec.spec.ContainerProcess.builder().cwd("/x").build())
            .build();

    assertThat(Json.toString(replaced)).contains("\"process\":{\"cwd\":\"/x\"}");
  }

  @Test
  void aDroppedCapabilityIsGoneFromAllFiveSets() {
    Spec dropped = Capabilities.of(edited()).drop(Capability.CAP_NET_RAW).apply();

    var sets = dropped.process().orElseThrow().capabilities().orElseThrow();
    assertThat(sets.bounding()).containsExactly(Capability.CAP_KILL);
    assertThat(sets.permitted()).containsExactly(Capability.of("CAP_X"));
    assertThat(List.of(sets.effective(), sets.inheritable(), sets.ambient()))
        .allSatisfy(set -> assertThat(set).isEmpty());
  }

  @Test
  void theRootlessTransformMapsTheUser() {
    Spec rootless = Presets.rootless(edited(), IdMappings.single(1000, 1000));

    var linux = rootless.linux().orElseThrow();
    assertThat(linux.uidMappings()).containsExactly(IdMappings.mapping(0, 1000, 1));
    assertThat(linux.namespaces())
        .extracting(LinuxNamespace::type)
        .containsExactly(
            LinuxNamespaceType.NETWORK, LinuxNamespaceType.USER, LinuxNamespaceType.MOUNT);
  }

  @Test
  void anUnknownValueIsKeptExactly() {
    LinuxNamespaceType future = LinuxNamespaceType.of("quantum");

    assertThat(future.isKnown()).isFalse();
    assertThat(future.text()).isEqualTo("quantum");
    assertThat(LinuxNamespaceType.of("pid")).isSameAs(LinuxNamespaceType.PID);
    assertThat(LinuxNamespaceType.PID.isKnown()).isTrue();
  }

  @Test
  void theLargestLimitIsExact() {
    PosixRlimit core =
        PosixRlimit.builder()
            .type(PosixRlimitType.RLIMIT_CORE)
            .soft(Unsigned64.MAX)
            .hard(Unsigned64.MAX)
            .build();

    assertThat(Json.toString(core))
        .isEqualTo(
            "{\"type\":\"RLIMIT_CORE\",\"hard\":18446744073709551615,"
                + "\"soft\":18446744073709551615}");
    assertThat(Json.read(Json.toBytes(core), PosixRlimit.class)).isEqualTo(core);
  }

  @Test
  void aReportHasAllFindingsAndIsNoException() throws IOException {
    Spec invalid =
        edited().toBuilder().linux(l -> l.rootfsPropagation("x").mountLabel("y")).build();
    Report report = Validator.standard().schemaOnly().validate(invalid);

    assertThat(report.isValid()).isFalse();
    Finding finding = report.findings().get(0);
    assertThat(finding.level()).isEqualTo(Level.MUST);
    assertThat(finding.rule()).isEqualTo("schema-enum");
    assertThat(finding.pointer()).isEqualTo("/linux/rootfsPropagation");
    assertThat(finding.message())
        .isEqualTo("expected one of private, shared, slave, unbindable, found \"x\"");
    assertThat(Validator.standard().schemaOnly().validate(edited()).isValid()).isTrue();
  }

  @Test
  void findingsInTextHaveLineAndColumn() throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\n  \"ociVersion\": \"1.0.0\",\n  \"root\": {}\n}\n");

    Report fromText = Validator.standard().schemaOnly().validate(file);

    assertThat(fromText.findings()).hasSize(1);
    assertThat(fromText.findings().get(0).toLine())
        .isEqualTo("3:11: /root: required member \"path\" is missing [schema-required] (must)");
  }

  @Test
  void theOfficialFilesJudgeToo() {
    Path official = Shared.path("official-schema/v1.3.0");

    Report report = SchemaValidator.of(official).validate(edited());

    assertThat(report.isValid()).isTrue();
    assertThat(report.engine()).isEqualTo("json-schema-validator");
  }

  @Test
  void anImageBecomesWhatAnEngineWritesAndThatWhatAnOrdinaryUserCanRun() {
    Path layout = Path.of("src/test/resources/images/layout");
    Spec docker =
        Presets.docker("28")
            .image(ImageConfiguration.read(layout, "plain"))
            .rootfs("rootfs")
            .build();
    IdMappings caller = IdMappings.single(1000, 1000);
    Rootless forUser = Rootless.of(docker, caller);

    assertThat(docker.root().orElseThrow().path()).isEqualTo("rootfs");
    assertThat(Validator.standard().validate(docker).isValid()).isTrue();
    assertThat(forUser.changes()).isNotEmpty();
    assertThat(Presets.rootless(docker, caller)).isEqualTo(forUser.spec());
  }
}
