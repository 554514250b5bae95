package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.image.ImageUserException;
import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ids and programs engines find in images, where no collected document shows it. */
@Tag("unit")
class EngineUsersTest {
  @TempDir Path rootfs;

  @BeforeEach
  void accounts() throws IOException {
    Path etc = Files.createDirectories(rootfs.resolve("etc"));
    Files.writeString(
        etc.resolve("passwd"),
        "root:x:0:0:root:/root:/bin/sh\nann:x:1000:100::/home/ann:/bin/sh\n");
    Files.writeString(
        etc.resolve("group"),
        "root:x:0:root\nbin:x:1:root,daemon\nusers:x:100:ann\naudio:x:29:ann\nvideo:x:44:\n");
  }

  private static ImageConfiguration image(String user) {
    return ImageConfiguration.of(
        Json.read(
            """
            {"architecture": "amd64", "os": "linux",
             "config": {"User": "%s", "Entrypoint": ["/entry", "-e"], "Cmd": ["serve"]},
             "rootfs": {"type": "layers", "diff_ids": []}}
            """
                .formatted(user),
            Image.class));
  }

  private User docker(ContainerOption... options) {
    return user(Presets.docker("28").accounts(rootfs).with(options).build());
  }

  private static User user(Spec spec) {
    return spec.process().orElseThrow().user().orElseThrow();
  }

  @Test
  void dockerListsTheOwnGroupFirstAndThenAllThatHaveTheUser() {
    assertThat(docker().additionalGids()).as("root").containsExactly(0L, 0L, 1L);
    assertThat(docker(ProgramOptions.user("ann")).additionalGids())
        .containsExactly(100L, 100L, 29L);
    User number = docker(ProgramOptions.user("1000"));
    assertThat(number.gid()).hasValue(100);
    assertThat(number.additionalGids()).as("a known number").containsExactly(100L, 100L, 29L);
    assertThat(docker(ProgramOptions.user("1001")).additionalGids()).containsExactly(0L);
    assertThat(docker(ProgramOptions.user("ann:video")).additionalGids()).containsExactly(44L);
  }

  @Test
  void dockerAddsGroupsByName() {
    assertThat(
            docker(
                    ProgramOptions.user("1000:1000"),
                    ProgramOptions.addGroups(rootfs, "video", "20"))
                .additionalGids())
        .containsExactly(1000L, 44L, 20L);
    assertThatThrownBy(() -> docker(ProgramOptions.addGroups(rootfs, "nope")))
        .isInstanceOf(ImageUserException.class)
        .hasMessageContaining("nope")
        .hasMessageContaining("there is no such group in /etc/group");
  }

  @Test
  void dockerDoesNotLookForAnImagesUserWhenAnotherIsChosen() {
    EnginePreset preset = Presets.docker("28").image(image("nobody-knows"));

    assertThat(user(preset.with(ProgramOptions.user("0")).build()).uid()).hasValue(0);
    assertThatThrownBy(preset::build).isInstanceOf(ImageUserException.class);
  }

  @Test
  void anotherEntryPointTakesThePlaceOfTheImagesAndOfItsCommand() {
    for (EnginePreset preset :
        new EnginePreset[] {
          Presets.docker("28"), Presets.podman("5"), Presets.containerd("2"), Presets.cri("2")
        }) {
      EnginePreset plain = preset.image(image(""));

      assertThat(plain.build().process().orElseThrow().args())
          .containsExactly("/entry", "-e", "serve");
      assertThat(plain.entrypoint("/own").build().process().orElseThrow().args())
          .containsExactly("/own");
      assertThat(plain.entrypoint("/own").command("a").build().process().orElseThrow().args())
          .containsExactly("/own", "a");
    }
  }

  @Test
  void anEnginesOwnFilterCanBeLeftOutOrAskedFor() {
    for (EnginePreset preset :
        new EnginePreset[] {
          Presets.docker("28"),
          Presets.podman("5"),
          Presets.buildah("1.43"),
          Presets.containerd("2"),
          Presets.cri("2")
        }) {
      assertThat(preset.defaultSeccomp(false).build().linux().orElseThrow().seccomp()).isEmpty();
      assertThat(preset.defaultSeccomp(true).build().linux().orElseThrow().seccomp()).isPresent();
    }
  }
}
