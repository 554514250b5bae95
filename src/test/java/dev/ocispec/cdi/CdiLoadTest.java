package dev.ocispec.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.preset.Presets;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders are read in the order of precedence, and what is wrong in them is told by file. */
@Tag("unit")
class CdiLoadTest {
  private static final CdiDeviceName GPU = CdiDeviceName.parse("vendor.com/gpu=0");

  @TempDir private Path temporary;

  private CdiFolder folder(String name) {
    return new CdiFolder(temporary.resolve(name));
  }

  private static String saying(String value) {
    return CdiFolder.file("0.5.0", "0", "'env':['FROM=" + value + "']");
  }

  private static String from(Spec spec) {
    return spec.process().orElseThrow().env().stream()
        .filter(variable -> variable.startsWith("FROM="))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theLastFolderThatDescribesADeviceGoesFirst() {
    Path fixed = folder("etc").with("a.json", saying("etc")).path();
    Path generated = folder("run").with("a.json", saying("run")).path();

    Cdi cdi = Cdi.load(fixed, generated);

    assertThat(from(cdi.inject(Presets.runc(), "vendor.com/gpu=0"))).isEqualTo("FROM=run");
    assertThat(cdi.fileOf(GPU)).isEqualTo(generated.resolve("a.json"));
    assertThat(cdi.specOf(GPU).kind()).isEqualTo("vendor.com/gpu");
    assertThat(from(Cdi.load(generated, fixed).inject(Presets.runc(), "vendor.com/gpu=0")))
        .isEqualTo("FROM=etc");
  }

  @Test
  void aDeviceOfAnEarlierFolderStaysBesideOthersOfItsKind() {
    Path fixed =
        folder("etc")
            .with("a.json", CdiFolder.file("0.5.0", "1", "'env':['A=1']"))
            .with("b.json", saying("etc"))
            .path();
    Path generated = folder("run").with("c.json", saying("run")).path();

    assertThat(Cdi.load(fixed, generated).devices())
        .extracting(CdiDeviceName::toString)
        .containsExactly("vendor.com/gpu=0", "vendor.com/gpu=1");
  }

  @Test
  void twoFilesOfAFolderMayNotDescribeTheSameDevice() {
    Path path = folder("etc").with("a.json", saying("a")).with("b.json", saying("b")).path();

    assertThatThrownBy(() -> Cdi.load(path))
        .isInstanceOfSatisfying(
            CdiConflictException.class,
            e -> {
              assertThat(e.device()).isEqualTo(GPU);
              assertThat(e.files()).containsExactly(path.resolve("a.json"), path.resolve("b.json"));
            })
        .hasMessage(
            "vendor.com/gpu=0: expected one description, found 2 in one folder: "
                + path.resolve("a.json")
                + ", "
                + path.resolve("b.json")
                + "; remove all but one, or describe the device in a folder that comes later");
  }

  @Test
  void aConflictIsNoneWhereALaterFolderDecides() {
    Path fixed = folder("etc").with("a.json", saying("a")).with("b.json", saying("b")).path();
    Path generated = folder("run").with("a.json", saying("run")).path();

    assertThat(from(Cdi.load(fixed, generated).inject(Presets.runc(), "vendor.com/gpu=0")))
        .isEqualTo("FROM=run");
  }

  @Test
  void usableFilesAreUsedThoughOthersAreBroken() {
    Path path =
        folder("etc")
            .with("a.json", saying("a"))
            .with("broken.json", "{")
            .with("x.json", CdiFolder.file("0.5.0", "twice", "'env':['A=1']"))
            .with("y.json", CdiFolder.file("0.5.0", "twice", "'env':['A=2']"))
            .path();

    Cdi cdi = Cdi.loadUsable(path);

    assertThat(from(cdi.inject(Presets.runc(), "vendor.com/gpu=0"))).isEqualTo("FROM=a");
    assertThat(cdi.devices()).containsExactly(GPU);
    assertThat(cdi.problems())
        .hasExactlyElementsOfTypes(CdiFileException.class, CdiConflictException.class);
    assertThatThrownBy(() -> cdi.inject(Presets.runc(), "vendor.com/gpu=twice"))
        .isInstanceOf(CdiConflictException.class);
    assertThatThrownBy(() -> Cdi.load(path))
        .isInstanceOfSatisfying(
            CdiFileException.class,
            e -> assertThat(e.file()).isEqualTo(path.resolve("broken.json")))
        .hasMessageContaining("broken.json: 1:2: ")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void anUnknownDeviceIsAnErrorThatSaysWhatThereIs() {
    Path path = folder("etc").with("a.json", saying("a")).with("broken.json", "[]").path();
    Path missing = temporary.resolve("nowhere");

    assertThatThrownBy(
            () ->
                Cdi.loadUsable(path, missing)
                    .inject(Presets.runc(), "vendor.com/gpu=1", "vendor.com/gpu=0", "a.b/c=d"))
        .isInstanceOfSatisfying(
            CdiDeviceNotFoundException.class,
            e -> {
              assertThat(e.devices())
                  .extracting(CdiDeviceName::toString)
                  .containsExactly("vendor.com/gpu=1", "a.b/c=d");
              assertThat(e.available()).containsExactly(GPU);
              assertThat(e.problems()).hasSize(1);
            })
        .hasMessageStartingWith(
            "vendor.com/gpu=1, a.b/c=d: no file in "
                + path
                + ", "
                + missing
                + " describes these devices; there are vendor.com/gpu=0\nnot counted: "
                + path.resolve("broken.json"));
  }

  @Test
  void onlyFilesWithTheRightEndingsCount() throws IOException {
    CdiFolder folder =
        folder("etc").with("a.json", saying("a")).with("b.txt", "{").with("c.yml", "[");
    new CdiFolder(folder.path().resolve("below.json")).with("d.json", "{");
    Files.createSymbolicLink(temporary.resolve("link.json"), folder.path().resolve("a.json"));

    assertThat(Cdi.load(folder.path()).devices()).containsExactly(GPU);
    assertThat(Cdi.load(temporary).devices()).containsExactly(GPU);
    assertThat(Cdi.load(temporary.resolve("nowhere")).devices()).isEmpty();
  }

  @Test
  void aFolderThatIsNoneIsAnError() {
    folder("etc").with("a.json", saying("a"));
    Path file = temporary.resolve("etc/a.json");

    assertThatThrownBy(() -> Cdi.load(file))
        .isInstanceOf(CdiFileException.class)
        .hasMessage(file + ": expected a folder, found something else");
  }

  @Test
  void aFileThatIsTooLargeOrNoFileIsRefused() throws IOException, InterruptedException {
    Path path = folder("etc").path();
    Files.createDirectories(path);
    new ProcessBuilder("mkfifo", path.resolve("pipe.json").toString()).start().waitFor();

    assertThatThrownBy(() -> Cdi.load(path))
        .isInstanceOf(CdiFileException.class)
        .hasMessage(path.resolve("pipe.json") + ": expected a regular file, found something else");

    Path large = folder("large").with("a.json", " ".repeat((4 << 20) + 1)).path();
    assertThatThrownBy(() -> Cdi.load(large))
        .isInstanceOf(CdiFileException.class)
        .hasMessageContaining("expected at most 4194304 bytes, found more");
  }
}
