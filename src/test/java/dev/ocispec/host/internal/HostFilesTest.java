package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.DeviceNumber;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What detection makes of single files. */
@Tag("unit")
class HostFilesTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void aProgramIsStaticWhenItNamesNoInterpreter(boolean wide, boolean littleEndian)
      throws Exception {
    Path file = root.resolve("program");
    Files.write(file, ElfImage.program(wide, littleEndian, true));
    assertThat(StaticProgram.is(file)).isTrue();
    Files.write(file, ElfImage.program(wide, littleEndian, false));
    assertThat(StaticProgram.is(file)).isFalse();
  }

  @Test
  void whatIsNoWholeProgramIsNoStaticOne() throws Exception {
    Path file = root.resolve("file");
    byte[] program = ElfImage.program(true, true, true);
    Files.write(file, new byte[0]);
    assertThat(StaticProgram.is(file)).isFalse();
    Files.write(file, Arrays.copyOf(program, 63));
    assertThat(StaticProgram.is(file)).isFalse();
    Files.write(file, Arrays.copyOf(program, program.length - 1));
    assertThat(StaticProgram.is(file)).isFalse();
    Files.writeString(file, "#!/bin/sh\n" + "x".repeat(100));
    assertThat(StaticProgram.is(file)).isFalse();
    byte[] noSegments = program.clone();
    noSegments[0x38] = 0;
    Files.write(file, noSegments);
    assertThat(StaticProgram.is(file)).isFalse();
    byte[] tinySegments = program.clone();
    tinySegments[0x36] = 3;
    Files.write(file, tinySegments);
    assertThat(StaticProgram.is(file)).isFalse();
    byte[] endlessSegments = program.clone();
    Arrays.fill(endlessSegments, 0x36, 0x3A, (byte) 0xFF);
    Files.write(file, endlessSegments);
    assertThat(StaticProgram.is(file)).isFalse();
    byte[] farTable = program.clone();
    farTable[0x27] = (byte) 0x80;
    Files.write(file, farTable);
    assertThat(StaticProgram.is(file)).isFalse();
  }

  @Test
  void deviceNumbersAreTakenApart() {
    assertThat(DeviceNodes.number(true, 0x103))
        .isEqualTo(new DeviceNumber(LinuxDeviceCgroupType.C, 1, 3));
    assertThat(DeviceNodes.number(false, 0x800))
        .isEqualTo(new DeviceNumber(LinuxDeviceCgroupType.B, 8, 0));
    // Minor numbers above 255 and major numbers above 4095 have their upper bits elsewhere.
    assertThat(DeviceNodes.number(true, 0x1234500A67L))
        .isEqualTo(new DeviceNumber(LinuxDeviceCgroupType.C, 0x00A, 0x1234567));
    assertThat(DeviceNodes.number(true, 0x12_0000_0000_0103L))
        .isEqualTo(new DeviceNumber(LinuxDeviceCgroupType.C, 0x120001, 3));
  }

  @Test
  void filesThatAreNoDevicesAreNone() {
    FakeHost host = new FakeHost(root).file("/dev/a", "").file("/dev/x/y/z/w", "");

    assertThat(DeviceNodes.below(host.files(), "/dev")).isEmpty();
    assertThat(DeviceNodes.at(host.files(), "/dev/absent")).isEmpty();
    assertThat(DeviceNodes.at(host.files(), "/dev/a")).isEmpty();
  }

  @Test
  void devicesAreFoundAFewLevelsDown() {
    assertThat(DeviceNodes.below(new HostFiles(Path.of("/")), "/dev"))
        .containsKeys("/dev/null", "/dev/zero", "/dev/full")
        .allSatisfy(
            (path, device) ->
                assertThat(path.chars().filter(c -> c == '/').count()).isBetween(2L, 4L));
  }

  @Test
  void aFileIsReadUpToSixteenMebibytes() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(root.resolve("large").toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    HostFiles files = new HostFiles(root);

    assertThat(files.text("/large")).hasSize(16 << 20);
    assertThat(files.unknown())
        .containsExactly("/large has more than 16777216 bytes; the rest is ignored");
  }

  @Test
  void aFileStaysAsItWasWhenItWasFirstRead() throws Exception {
    Path file = Files.writeString(root.resolve("status"), "Uid: 1\n");
    HostFiles files = new HostFiles(root);

    assertThat(files.text("/status")).isEqualTo("Uid: 1\n");
    Files.writeString(file, "Uid: 2\n");

    assertThat(files.after("/status", "Uid:")).contains("1");
    assertThat(new HostFiles(root).after("/status", "Uid:")).contains("2");
  }

  @Test
  void nothingIsReadFromAPipeAFolderOrADevice() throws Exception {
    HostCommand.run(List.of("mkfifo", root.resolve("pipe").toString()));
    HostFiles files = new FakeHost(root).folder("/folder").link("/zero", "/dev/zero").files();

    assertThat(List.of(files.text("/pipe"), files.text("/folder"), files.text("/zero")))
        .containsOnly("");
    assertThat(files.unknown())
        .containsExactly(
            "cannot read /pipe: not a regular file",
            "cannot read /folder: not a regular file",
            "cannot read /zero: not a regular file");
  }

  @Test
  void onlyLineFeedsEndLines() {
    HostFiles files = new FakeHost(root).file("/a", "x\r\ny\u2028z\n\n\n").files();

    assertThat(files.lines("/a")).containsExactly("x\r", "y\u2028z");
    assertThat(files.line("/a")).contains("x");
    assertThat(files.lines("/absent")).isEmpty();
    assertThat(files.unknown()).isEmpty();
  }

  @Test
  void aPathIsFollowedWithinTheHost() {
    HostFiles files = new FakeHost(root).file("/a/b", "").link("/l", "a").files();

    assertThat(files.realPath("/l/b")).contains("/a/b");
    assertThat(files.realPath("/nothing")).isEmpty();
    assertThat(files.unknown()).isEmpty();
  }

  @Test
  void aPathThatCantBeNamedIsStated() {
    // In a locale without Unicode the same holds for every letter with an accent.
    HostFiles files = new HostFiles(root);

    assertThat(files.realPath("/a\0b")).isEmpty();
    assertThat(DeviceNodes.at(files, "/a\0b")).isEmpty();
    assertThat(files.unknown())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("cannot resolve /a\\u0000b: "),
            second -> assertThat(second).startsWith("cannot inspect /a\\u0000b: "));
  }

  @Test
  void aPathThatLeadsInACircleIsStated() {
    HostFiles files = new FakeHost(root).link("/l", "l").files();

    assertThat(files.realPath("/l")).isEmpty();
    assertThat(DeviceNodes.at(files, "/l")).isEmpty();
    assertThat(files.unknown())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("cannot resolve /l: "),
            second -> assertThat(second).startsWith("cannot inspect /l: "));
  }
}
