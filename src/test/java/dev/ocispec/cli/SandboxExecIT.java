package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.TestUser;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command in place sees and changes its folder, and nothing of the host besides. */
@Tag("runtime")
class SandboxExecIT extends ExecFixture {
  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void aCommandWorksInTheFolderAndOnlyThere(TestUser user, String runtime) throws Exception {
    giveTo(user);
    Path cached = Files.writeString(place().resolve("cached"), "shared\n");
    Files.setPosixFilePermissions(cached, PosixFilePermissions.fromString("rw-r--r--"));
    Files.createLink(work().resolve("linked"), cached);
    String script =
        """
        (echo x >> linked; chmod 777 linked; : > linked) 2>/dev/null
        rm -f linked; echo replaced > linked
        pwd; cat; cat input; echo new > sub/made; mkdir -p d; echo err >&2
        for place in / /usr /etc /home /root /var/tmp; do
          (: > $place/ocispec-exec) 2>/dev/null && echo "wrote to $place"
        done
        ls /root /home /run /etc/shadow 2>/dev/null
        echo /proc/net/unix has $(grep -c @ /proc/net/unix) abstract sockets
        echo mine > /tmp/x && ls /tmp
        exit 7
        """;

    JavaProgram.Result result =
        run(
            user,
            runtime,
            "in\u00e4\0\n",
            List.of("PATH=/usr/bin:/bin", "HOME=/h"),
            List.of(),
            script);

    assertThat(result.out())
        .as(result.err())
        .isEqualTo("/work\nin\u00e4\0\ngiven\n/proc/net/unix has 0 abstract sockets\nx\n");
    assertThat(result.err()).isEqualTo("err\n");
    assertThat(result.code()).isEqualTo(7);
    assertThat(cached).hasContent("shared");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cached)))
        .isEqualTo("rw-r--r--");
    assertThat(work().resolve("linked")).hasContent("replaced");
    for (String made : List.of("", "sub", "sub/made", "d", "linked")) {
      assertThat(Files.getAttribute(work().resolve(made), "unix:uid", LinkOption.NOFOLLOW_LINKS))
          .as(made)
          .isEqualTo((int) user.uid());
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void theEnvironmentIsTheCallersAlsoAnEmptyOne(TestUser user, String runtime) throws Exception {
    giveTo(user);
    String shown = "tr '\\0' '\\n' < /proc/$$/environ";

    assertThat(
            run(
                user,
                runtime,
                "",
                List.of(),
                List.of("--attest"),
                "exec " + shown.replace("$$", "self")))
        .isEqualTo(new JavaProgram.Result(0, "", ""));
    assertThat(
            run(
                    user,
                    runtime,
                    "",
                    List.of("B=2", "PWD=/proc/self/cwd", "A=\u00e4"),
                    List.of(),
                    shown)
                .out())
        .isEqualTo("B=2\nPWD=/proc/self/cwd\nA=\u00e4\n");
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void itUnderstandsTheOptionsOfLinuxSandbox(TestUser user, String runtime) throws Exception {
    Path extra = Files.createDirectory(place().resolve("extra"));
    Path out = place().resolve("out");
    Files.setPosixFilePermissions(extra, PosixFilePermissions.fromString("rwxrwxrwx"));
    giveTo(user);

    JavaProgram.Result result =
        run(
            user,
            runtime,
            "",
            List.of("PATH=/bin"),
            List.of(
                "--net",
                "host",
                "-HN",
                "-T60",
                "-t",
                "5",
                "-W",
                work().toString(),
                "-w",
                "/tmp",
                "-w",
                "/dev/shm",
                "-w",
                extra.toString(),
                "-e",
                "/var/empty",
                "-M",
                work() + "/sub",
                "-m",
                "/tools",
                "-S",
                out + ".stats",
                "-l",
                out.toString(),
                "-L",
                out + ".err",
                "-D",
                out + ".log"),
            "pwd; hostname; grep -c : /proc/net/dev; echo x > /var/empty/x; : > "
                + extra
                + "/made; (: > /tools/x); : > /dev/shm/x; exit 3");

    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.out() + result.err()).isEmpty();
    assertThat(Files.readString(out)).isEqualTo(work() + "\nlocalhost\n1\n");
    assertThat(Files.readString(Path.of(out + ".err"))).contains("/tools/x: Read-only file system");
    assertThat(Files.readString(Path.of(out + ".log"))).contains("exit code 3 after ");
    assertThat(Files.readAllBytes(Path.of(out + ".stats"))).startsWith(0x0a);
    assertThat(extra.resolve("made")).exists();
    assertThat(Path.of("/dev/shm/x")).doesNotExist();
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource({
    "ROOT, runc, nosuch, 127",
    "CI, crun, nosuch, 127",
    "ROOT, crun, ./input, 126",
    "CI2, runc, ./input, 126"
  })
  void whatCantBeRunHasACodeOfItsOwn(TestUser user, String runtime, String program, int code)
      throws Exception {
    giveTo(user);
    List<String> line = line(user, runtime, List.of("PATH=/usr/bin:/bin", "HOME=/"), List.of());
    line.add(program);

    assertThat(run(line, "").code()).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "CI, crun"})
  void aCommandWhoseTimeIsUpMayEndByItself(TestUser user, String runtime) throws Exception {
    giveTo(user);
    String script = "trap 'echo told; exit 0' TERM; i=0; while [ $i -lt 200 ]; do sleep 0.1; done";

    JavaProgram.Result result =
        run(user, runtime, "", List.of("PATH=/bin"), List.of("-T", "2", "-t", "20"), script);

    assertThat(result.out()).as(result.err()).isEqualTo("told\n");
    assertThat(result.code()).isEqualTo(128 + 14);
  }

  @ParameterizedTest(name = "SIG{2} to {0} with {1}")
  @CsvSource({
    "ROOT, runc, TERM, 143",
    "ROOT, crun, INT, 130",
    "CI, runc, TERM, 143",
    "CI, crun, INT, 130",
    "CI2, runc, INT, 130",
    "CI2, crun, TERM, 143"
  })
  void aSignalEndsTheCommand(TestUser user, String runtime, String signal, int code)
      throws Exception {
    giveTo(user);
    Process process = begin(user, runtime);

    signal(signal, process);

    JavaProgram.Result result = JavaProgram.awaitEnd(process);
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(Files.getAttribute(work(), "unix:uid")).isEqualTo((int) user.uid());
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, crun", "CI, runc"})
  void whatAKilledOneLeftIsRemovedByTheNext(TestUser user, String runtime) throws Exception {
    giveTo(user);
    Process process = begin(user, runtime);

    signal("KILL", process);
    process.waitFor();
    JavaProgram.Result next =
        run(user, runtime, "", List.of("PATH=/bin"), List.of(), "ls -n | grep -c ' begun$'");

    assertThat(next.code()).as(next.err()).isZero();
    assertThat(next.out()).isEqualTo("1\n");
    assertThat(Files.getAttribute(work().resolve("begun"), "unix:uid")).isEqualTo((int) user.uid());
    assertThat(Files.getAttribute(work(), "unix:uid")).isEqualTo((int) user.uid());
  }

  private Process begin(TestUser user, String runtime) throws Exception {
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(line(user, runtime, List.of("PATH=/bin", "HOME=/"), List.of()));
    line.addAll(List.of("/bin/sh", "-c", "trap '' TERM INT; : > begun; while :; do sleep 1; done"));
    Process process =
        new ProcessBuilder(line)
            .directory(work().toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    Eventually.holds(Duration.ofSeconds(30), () -> Files.exists(work().resolve("begun")));
    assertThat(work().resolve("begun")).exists();
    return process;
  }

  private static void signal(String signal, Process process) throws Exception {
    String target = (signal.equals("INT") ? "-" : "") + process.pid();
    assertThat(new ProcessBuilder("kill", "-" + signal, "--", target).inheritIO().start().waitFor())
        .isZero();
  }
}
