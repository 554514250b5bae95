package dev.ocispec.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.SchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container's configuration follows from an image's by the image specification's rules. */
@Tag("unit")
class ImageConversionTest {
  private static final Spec BASE = Presets.runc();

  @TempDir private Path rootfs;

  private static ImageConversion conversion(String config) {
    return of(LayoutFolder.configuration(config)).conversion();
  }

  private static ImageConfiguration of(String document) {
    return ImageConfiguration.of(Json.read(document, Image.class));
  }

  private static Spec converted(String config) {
    return conversion(config).convert(BASE).spec();
  }

  private ImageConversion withAccounts(String config) throws IOException {
    Path etc = Files.createDirectories(rootfs.resolve("etc"));
    Files.writeString(
        etc.resolve("passwd"),
        "root:x:0:0:root:/root:/bin/sh\nbroken\nann:x:1001:1002::/home/ann:/bin/sh\n");
    Files.writeString(
        etc.resolve("group"), "root:x:0:\nann:x:1002:\ndisk:x:6:bob,ann\nvideo:x:44:ann\n");
    return conversion(config).rootfs(rootfs);
  }

  private Spec ofUser(String user) throws IOException {
    return withAccounts("{\"User\": \"%s\"}".formatted(user)).convert(BASE).spec();
  }

  @Test
  void entrypointAndCommandAreTheArguments() {
    assertThat(
            converted("{\"Entrypoint\": [\"/a\", \"b\"], \"Cmd\": [\"c\"]}")
                .process()
                .orElseThrow()
                .args())
        .containsExactly("/a", "b", "c");
    assertThat(converted("{\"Cmd\": [\"c\"]}").process().orElseThrow().args()).containsExactly("c");
    assertThat(converted("{}").process().orElseThrow().args())
        .isEqualTo(BASE.process().orElseThrow().args());
  }

  @Test
  void anotherCommandTakesThePlaceOfTheImagesButKeepsTheEntrypoint() {
    Spec spec =
        conversion("{\"Entrypoint\": [\"/a\"], \"Cmd\": [\"c\"]}")
            .command("d", "e")
            .convert(BASE)
            .spec();

    assertThat(spec.process().orElseThrow().args()).containsExactly("/a", "d", "e");
  }

  @Test
  void theImagesVariablesGoBeforeThoseThatAreThere() {
    ConvertedImage converted =
        conversion("{\"Env\": [\"PATH=/opt/bin\", \"EMPTY=\", \"no equals sign\"]}").convert(BASE);

    assertThat(converted.spec().process().orElseThrow().env())
        .contains("PATH=/opt/bin", "EMPTY=")
        .noneMatch(entry -> entry.startsWith("PATH=/usr"));
    assertThat(converted.omitted())
        .containsExactly("config.Env: \"no equals sign\" is no NAME=value");
  }

  @Test
  void theWorkingDirectoryIsTheImagesUnlessItIsEmpty() {
    assertThat(converted("{\"WorkingDir\": \"/srv\"}").process().orElseThrow().cwd())
        .isEqualTo("/srv");
    assertThat(converted("{\"WorkingDir\": \"\"}").process().orElseThrow().cwd()).isEqualTo("/");
  }

  @Test
  void anotherEntrypointTakesTheImagesCommandAwayToo() {
    ImageConversion conversion =
        conversion("{\"Entrypoint\": [\"/a\"], \"Cmd\": [\"c\"]}").entrypoint("/b");

    assertThat(conversion.convert(BASE).spec().process().orElseThrow().args())
        .containsExactly("/b");
    assertThat(conversion.command("d").convert(BASE).spec().process().orElseThrow().args())
        .containsExactly("/b", "d");
  }

  @Test
  void aWorkingDirectoryThatIsNotAbsoluteIsLeftOut() {
    ConvertedImage converted = conversion("{\"WorkingDir\": \"srv\"}").convert(BASE);

    assertThat(converted.spec().process().orElseThrow().cwd()).isEqualTo("/");
    assertThat(converted.omitted())
        .containsExactly("config.WorkingDir: \"srv\" is no absolute path");
  }

  @Test
  void anEmptyConfigurationGetsAProcessThatIsWhole() {
    Spec spec = conversion("{\"Cmd\": [\"c\"]}").convert(Spec.builder().build()).spec();

    assertThat(spec.process().orElseThrow().cwd()).isEqualTo("/");
    assertThat(SchemaValidator.ofLibrary().validate(spec).findings()).isEmpty();
  }

  @Test
  void numbersNeedNoAccounts() {
    Spec spec = converted("{\"User\": \"1000:100\"}");

    assertThat(spec.process().orElseThrow().user().orElseThrow().uid()).hasValue(1000L);
    assertThat(spec.process().orElseThrow().user().orElseThrow().gid()).hasValue(100L);
    assertThat(converted("{\"User\": \"7\"}").process().orElseThrow().user().orElseThrow().gid())
        .hasValue(0L);
  }

  @Test
  void aNameHasTheIdsOfItsAccountAndItsGroups() throws IOException {
    var user = ofUser("ann").process().orElseThrow().user().orElseThrow();

    assertThat(user.uid()).hasValue(1001L);
    assertThat(user.gid()).hasValue(1002L);
    assertThat(user.additionalGids()).containsExactly(6L, 44L);
  }

  @Test
  void aGroupThatIsNamedIsTheOnlyOne() throws IOException {
    var user = ofUser("ann:video").process().orElseThrow().user().orElseThrow();

    assertThat(user.gid()).hasValue(44L);
    assertThat(user.additionalGids()).isEmpty();
  }

  @Test
  void aNumberOfAnAccountHasItsGroup() throws IOException {
    assertThat(ofUser("1001").process().orElseThrow().user().orElseThrow().gid()).hasValue(1002L);
  }

  @Test
  void theFurtherGroupsOfANumberAreAMatterOfChoice() throws IOException {
    ImageConversion conversion = withAccounts("{\"User\": \"1001\"}");

    assertThat(groups(conversion)).isEmpty();
    assertThat(groups(conversion.groupsOfNumbers(true))).containsExactly(6L, 44L);
    assertThat(groups(withAccounts("{\"User\": \"1001:7\"}").groupsOfNumbers(true))).isEmpty();
  }

  private static List<Long> groups(ImageConversion conversion) {
    return conversion
        .convert(BASE)
        .spec()
        .process()
        .orElseThrow()
        .user()
        .orElseThrow()
        .additionalGids();
  }

  @Test
  void aGroupWithoutNameIsNone() throws IOException {
    assertThat(ofUser("ann:")).isEqualTo(ofUser("ann"));
  }

  @Test
  void namesThatCannotBeFoundAreErrorsThatSayWhy() {
    assertThatThrownBy(() -> converted("{\"User\": \"ann\"}"))
        .isInstanceOf(ImageUserException.class)
        .hasMessageContaining("ann")
        .hasMessageContaining("no root filesystem");
    assertThatThrownBy(() -> ofUser("bob"))
        .isInstanceOf(ImageUserException.class)
        .hasMessageContaining("no such user in /etc/passwd");
    assertThatThrownBy(() -> ofUser("ann:wheel"))
        .isInstanceOf(ImageUserException.class)
        .hasMessageContaining("no such group in /etc/group");
    assertThatThrownBy(() -> converted("{\"User\": \"4294967296\"}"))
        .isInstanceOf(ImageUserException.class)
        .hasMessageContaining("4294967295");
  }

  @Test
  void accountsAreNotLookedUpOutsideTheRootFilesystem(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("passwd"), "eve:x:666:666::/:/bin/sh\n");
    Path etc = Files.createDirectories(rootfs.resolve("etc"));
    Files.createSymbolicLink(etc.resolve("passwd"), outside.resolve("passwd"));

    assertThatThrownBy(() -> conversion("{\"User\": \"eve\"}").rootfs(rootfs).convert(BASE))
        .isInstanceOf(ImageUserException.class);
  }

  @Test
  void whatTheImageIsBecomesAnnotations() {
    ImageConfiguration image =
        of(
            """
            {"architecture": "arm64", "os": "linux", "variant": "v8", "author": "Ann",
             "created": "2026-01-02T03:04:05Z",
             "config": {"StopSignal": "SIGINT", "ExposedPorts": {"8080/tcp": {}, "53/udp": {}},
               "Labels": {"com.example": "x", "org.opencontainers.image.author": "Bob"}},
             "rootfs": {"type": "layers", "diff_ids": []}}
            """);

    assertThat(image.conversion().convert(BASE).spec().annotations())
        .containsOnly(
            entry("org.opencontainers.image.os", "linux"),
            entry("org.opencontainers.image.architecture", "arm64"),
            entry("org.opencontainers.image.variant", "v8"),
            entry("org.opencontainers.image.author", "Bob"),
            entry("org.opencontainers.image.created", "2026-01-02T03:04:05Z"),
            entry("org.opencontainers.image.stopSignal", "SIGINT"),
            entry("org.opencontainers.image.exposedPorts", "53/udp,8080/tcp"),
            entry("com.example", "x"));
  }

  @Test
  void labelsThatSteerARuntimeAreLeftOutUnlessTheyAreWanted() {
    String config =
        """
        {"Labels": {"run.oci.handler": "krun", "org.systemd.property.DevicePolicy": "'auto'",
          "com.example": "x"}}
        """;
    ConvertedImage converted = conversion(config).convert(BASE);

    assertThat(converted.spec().annotations())
        .containsEntry("com.example", "x")
        .doesNotContainKeys("run.oci.handler", "org.systemd.property.DevicePolicy");
    assertThat(converted.omitted())
        .containsExactlyInAnyOrder(
            "config.Labels: \"run.oci.handler\" would steer the runtime",
            "config.Labels: \"org.systemd.property.DevicePolicy\" would steer the runtime");
    assertThat(conversion(config).runtimeLabels(true).convert(BASE).spec().annotations())
        .containsEntry("run.oci.handler", "krun");
  }

  @Test
  void dockersOwnFormCountsWhereConfigSaysNothing() {
    String docker =
        """
        {"architecture": "amd64", "os": "linux", "container_config": {"Cmd": ["/of-docker"]},
         "rootfs": {"type": "layers", "diff_ids": []}}
        """;

    assertThat(of(docker).execution().cmd()).containsExactly("/of-docker");
    assertThat(
            of(docker.replace("\"container_config\"", "\"config\": {}, \"container_config\""))
                .execution()
                .cmd())
        .isEmpty();
  }

  @Test
  void theResultIsValid() throws IOException {
    Spec spec = withAccounts("{\"User\": \"ann\", \"Volumes\": {\"/v\": {}}}").convert(BASE).spec();

    assertThat(SchemaValidator.ofLibrary().validate(spec).findings()).isEmpty();
    assertThat(spec.mounts()).last().extracting(Mount::destination).isEqualTo("/v");
  }
}
