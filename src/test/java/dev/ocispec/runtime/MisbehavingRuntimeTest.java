package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are no good runtimes: each way of failing has its own type, and ends. */
@Tag("unit")
class MisbehavingRuntimeTest {
  @TempDir Path folder;
  private final String id = RuntimeLeftovers.uniqueId();
  private RuntimeLeftovers leftovers;

  @BeforeEach
  void begin() {
    leftovers = new RuntimeLeftovers(folder, id);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    leftovers.assertNone();
  }

  private OciRuntime script(String... lines) {
    return OciRuntime.of(
        TestRuntime.script(folder, "odd", "#!/bin/sh\n" + String.join("\n", lines) + "\n"));
  }

  @Test
  void aRuntimeThatIsNotThereIsMissing() {
    OciRuntime runtime = OciRuntime.of(folder.resolve("nosuch"));
    assertThatThrownBy(runtime::version)
        .isInstanceOf(RuntimeMissingException.class)
        .hasMessageStartingWith("nosuch --version: cannot start the runtime; check its path")
        .hasMessageContaining(folder.resolve("nosuch").toString());
  }

  @Test
  void aFileThatMayNotBeExecutedIsMissingToo() throws Exception {
    Path file = Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> OciRuntime.of(file).list())
        .isInstanceOf(RuntimeMissingException.class)
        .hasMessageContaining("Permission denied");
  }

  @Test
  void aNameThatIsNotOnThePathIsMissing() {
    assertThatThrownBy(() -> OciRuntime.find("no-such-runtime"))
        .isInstanceOf(RuntimeMissingException.class)
        .hasMessageStartingWith("no-such-runtime --version: no such executable on PATH (");
    assertThatThrownBy(() -> OciRuntime.find("")).isInstanceOf(RuntimeMissingException.class);
    assertThatThrownBy(() -> OciRuntime.find("bin/sh")).isInstanceOf(RuntimeMissingException.class);
    assertThat(OciRuntime.find("sh").executable()).isAbsolute().isExecutable();
  }

  @Test
  void ofSeveralNamesTheFirstThatIsThereIsTaken() {
    assertThat(RuntimeProgram.findAny(List.of("no-such-runtime", "sh", "cat")).executable())
        .hasFileName("sh");
    assertThatThrownBy(() -> RuntimeProgram.findAny(List.of("no-such-runtime", "nor-this")))
        .isInstanceOf(RuntimeMissingException.class)
        .hasMessageStartingWith("no-such-runtime --version: no such executable");
    assertThat(OciRuntime.DEFAULT_ORDER).containsExactly("runc", "crun", "runsc");
  }

  @Test
  void aRuntimeThatIsKilledBySignalHasCrashed() {
    assertThatThrownBy(() -> script("kill -SEGV $$").list())
        .isInstanceOf(RuntimeCrashedException.class)
        .hasMessage("odd list: the runtime itself was killed by SIGSEGV");
    assertThatThrownBy(() -> script("echo 'panic: runtime error: index' >&2; exit 2").list())
        .isInstanceOf(RuntimeCrashedException.class)
        .hasMessage("odd list: panic: runtime error: index");
  }

  @Test
  void aRuntimeThatIsKilledWhileItMakesAContainerHasCrashed() {
    OciRuntime runtime =
        script(
            "case $* in *state*) echo 'container does not exist' >&2; exit 1;; esac",
            "case $* in *delete*) exit 0;; esac",
            "kill -KILL $$");
    Path bundle = TestBundle.in(folder.resolve("bundle"), "sh").folder();
    assertThatThrownBy(() -> runtime.run(id, bundle))
        .isInstanceOf(RuntimeCrashedException.class)
        .hasMessage("odd run " + id + ": the runtime itself was killed by SIGKILL");
    assertThatThrownBy(() -> runtime.create(id, bundle))
        .isInstanceOf(RuntimeCrashedException.class);
  }

  /** Whoever it started may still be writing when it has ended. */
  @Test
  void allThatIsSaidOfAContainerThatCouldNotBeMadeIsHeard() {
    OciRuntime runtime =
        script(
            "case $* in *state*) echo 'container does not exist' >&2; exit 1;; esac",
            "case $* in *delete*) exit 0;; esac",
            "(sleep 0.3; echo 'there is no such thing' >&2) &",
            "exit 1");
    Path bundle = TestBundle.in(folder.resolve("bundle"), "sh").folder();

    assertThatThrownBy(() -> runtime.create(id, bundle))
        .hasMessage("odd create " + id + ": there is no such thing");
  }

  @Test
  void aRuntimeThatHangsIsKilledWithWhatItStarted() {
    OciRuntime runtime =
        script("trap '' TERM INT HUP", "sleep 1000 &", "sleep 1000")
            .withTimeout(Duration.ofMillis(300));
    long begin = System.nanoTime();
    assertThatThrownBy(runtime::list)
        .isInstanceOf(RuntimeTimedOutException.class)
        .hasMessage(
            "odd list: killed, because it was not done within 0.3 s, a limit that timeout(…) of the"
                + " call's options or OciRuntime.withTimeout sets");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  /** What has the id then may be another's. */
  @Test
  void nothingIsRemovedOfWhichItIsNotKnownWhoseItIs() throws Exception {
    Path deleted = folder.resolve("deleted");
    OciRuntime runtime =
        script(
            "case $* in *state*) echo 'what?' >&2; exit 9;; esac",
            "case $* in *list*) echo garbage; exit 0;; esac",
            "case $* in *delete*) touch " + deleted + "; exit 0;; esac",
            "case $* in *hang*) sleep 1000;; esac",
            "echo 'the id is in use' >&2; exit 1");
    Path bundle = TestBundle.in(folder.resolve("bundle"), "sh").folder();
    assertThatThrownBy(() -> runtime.run(id, bundle))
        .isInstanceOf(BundleRefusedException.class)
        .hasMessageContaining("the id is in use");
    assertThatThrownBy(() -> runtime.create(id, bundle)).isInstanceOf(BundleRefusedException.class);
    Path hanging = TestBundle.in(folder.resolve("hang"), "sh").folder();
    assertThatThrownBy(() -> runtime.run(id, hanging, r -> r.timeout(Duration.ofMillis(300))))
        .isInstanceOf(RuntimeTimedOutException.class);
    assertThat(deleted).doesNotExist();
  }

  @Test
  void aHangingCleanUpIsToldWithTheFailureItBelongsTo() {
    OciRuntime runtime =
        script(
            "case $* in *state*) echo 'container does not exist' >&2; exit 1;; esac",
            "case $* in *delete*) echo 'cannot delete' >&2; exit 1;; esac",
            "sleep 1000");
    Path bundle = TestBundle.in(folder.resolve("bundle"), "sh").folder();
    assertThatThrownBy(() -> runtime.run(id, bundle, r -> r.timeout(Duration.ofMillis(300))))
        .isInstanceOfSatisfying(
            RuntimeTimedOutException.class,
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .isInstanceOf(VerbRefusedException.class)
                    .extracting(Throwable::getMessage)
                    .isEqualTo("odd delete " + id + ": cannot delete"));
  }

  @Test
  void aProcessThatKeepsThePipesOpenDoesNotHoldUpTheCall() throws Exception {
    OciRuntime runtime = script("setsid sleep 5 &", "echo '[]'", "exit 0");
    long begin = System.nanoTime();
    assertThat(runtime.list()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void garbageIsNotTakenForAnAnswer() {
    OciRuntime garbage = script("echo 'what?'");
    assertThatThrownBy(garbage::list)
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageContaining("odd list: expected a list of containers on standard output");
    assertThatThrownBy(() -> garbage.state(id))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageContaining("expected a state document on standard output")
        .hasMessageContaining("1:");
    assertThatThrownBy(garbage::features).isInstanceOf(UnexpectedOutputException.class);
    assertThatThrownBy(garbage::version)
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessage(
            "odd --version: expected a line \"NAME version VERSION\" on standard output, found"
                + " \"what?\"");
  }

  @Test
  void silenceIsNotTakenForAnAnswer() {
    OciRuntime silent = script("exit 0");
    assertThatThrownBy(silent::version)
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageEndingWith("found nothing");
    assertThatThrownBy(silent::list).isInstanceOf(UnexpectedOutputException.class);
    assertThatThrownBy(() -> silent.start(id)).isInstanceOf(UnexpectedOutputException.class);
    assertThatThrownBy(() -> OciRuntime.of(Path.of("/bin/false")).list())
        .isInstanceOf(VerbRefusedException.class)
        .hasMessage("false list: exit code 1 without any message");
  }

  @Test
  void successWithoutPidFileIsNotTakenForARun() {
    OciRuntime runtime =
        script("case $* in *state*) echo 'container does not exist' >&2; exit 1;; esac", "exit 0");
    Path bundle = TestBundle.in(folder.resolve("bundle"), "sh").folder();
    assertThatThrownBy(() -> runtime.run(id, bundle))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageContaining("wrote no pid file");
    assertThatThrownBy(() -> runtime.create(id, bundle))
        .isInstanceOf(UnexpectedOutputException.class);
  }

  @Test
  void theStateOfAnotherContainerIsNoAnswer() {
    assertThatThrownBy(
            () ->
                script(
                        "echo '{\"ociVersion\":\"1.0.2\",\"id\":\"other\",\"status\":\"running\",'",
                        "echo '\"bundle\":\"/b\"}'")
                    .state(id))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageEndingWith("found the state of another container");
  }

  @Test
  void aHundredMegabytesAreNoState() {
    assertThatThrownBy(() -> script("head -c 104857600 /dev/zero").state(id))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageContaining(
            "expected a document of at most 16777216 bytes on standard output, found 104857600");
  }

  @Test
  void aHundredMegabytesOfErrorTextAreKeptShort() {
    assertThatThrownBy(
            () ->
                script("head -c 104857600 /dev/zero | tr '\\0' x >&2; echo ' end' >&2; exit 1")
                    .list())
        .isInstanceOfSatisfying(
            VerbRefusedException.class,
            e -> {
              assertThat(e.call().stderr()).hasSizeLessThanOrEqualTo(65536).endsWith("x end\n");
              assertThat(e.getMessage()).hasSizeLessThan(2100);
            });
  }

  @Test
  void aContainerThatIsUnknownInUnknownWordsIsLookedUpInTheList() {
    OciRuntime runtime =
        script("case $* in *list*) echo '[]';; *) echo 'wer soll das sein' >&2; exit 9;; esac");
    assertThatThrownBy(() -> runtime.state(id))
        .isInstanceOf(ContainerNotFoundException.class)
        .hasMessage("odd state " + id + ": wer soll das sein");
  }

  @Test
  void whatAServiceManagerSetsDoesNotReachTheRuntime() {
    OciRuntime runtime =
        script("echo \"fake version ${NOTIFY_SOCKET-none}-${LISTEN_FDS-none}-$MINE\"")
            .withEnvironment("MINE", "set");
    assertThat(runtime.version().version()).endsWith("none-none-set");
  }

  @Test
  void globalOptionsStandBeforeTheVerbAndDoNotChangeTheOriginal() {
    OciRuntime plain = script("echo \"fake version $(echo \"$*\" | tr ' ' '_')\"");
    OciRuntime changed =
        plain
            .withRoot(Path.of("/r"))
            .withSystemdCgroup()
            .withRootless(true)
            .withGlobalOptions("--x", "y");
    assertThat(changed.version().version())
        .isEqualTo("--root_/r_--systemd-cgroup_--rootless=true_--x_y_--version");
    assertThat(plain.version().version()).isEqualTo("--version");
  }

  @Test
  void ofAnIdThatIsTooLongTheMessageTellsItsLength() {
    OciRuntime runtime = script("exit 0");

    assertThatThrownBy(() -> runtime.ps("x".repeat(5000)))
        .isInstanceOf(InvalidContainerIdException.class)
        .hasMessageContaining("found \"" + "x".repeat(60) + "… (5000 characters)\"");
  }

  @Test
  void unsafeIdsReachNoCommand() {
    OciRuntime runtime = script("touch " + folder + "/touched");
    for (String bad :
        new String[] {
          "", ".", "..", "../x", "a/b", "-a", "a b", "a\0", "ä", "a:b", "x".repeat(77)
        }) {
      assertThatThrownBy(() -> runtime.delete(bad, d -> d.force(true)))
          .isInstanceOf(InvalidContainerIdException.class)
          .hasMessageStartingWith("odd delete: expected a container id of 1 to 76 characters");
      assertThatThrownBy(() -> runtime.run(bad, folder))
          .isInstanceOf(InvalidContainerIdException.class);
      assertThatThrownBy(() -> runtime.ps(bad)).isInstanceOf(InvalidContainerIdException.class);
    }
    assertThat(folder.resolve("touched")).doesNotExist();
  }

  @Test
  void argumentsOfExecMustBeThereAndWithoutNul() {
    OciRuntime runtime =
        script(
            "echo '{\"ociVersion\":\"1.0.2\",\"id\":\"" + id + "\",\"status\":\"running\",'",
            "echo '\"bundle\":\"/b\"}'");
    for (String[] args : new String[][] {{}, {"a\0b"}}) {
      assertThatThrownBy(() -> runtime.exec(id, args))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expected the program and its arguments without NUL");
    }
  }

  @Test
  void aWorkFolderThatCannotBeUsedIsSaidToBeSo() {
    OciRuntime runtime = script("echo null").withWorkFolder(folder.resolve("nosuch"));
    assertThatThrownBy(runtime::list)
        .isInstanceOf(WorkFolderException.class)
        .hasMessageStartingWith("odd list: cannot create a folder in " + folder + "/nosuch: ");
  }

  @Test
  void pipesThatCannotBeMadeAreSaidToBeSoAndLeaveNoFolder() {
    CallReport call = CallReport.notRun(Path.of("odd"), "create", Optional.of(id));
    CallFolder pipes = CallFolder.in(folder, call);
    assertThatThrownBy(() -> pipes.makePipes(pipes.file("nosuch/stdout")))
        .isInstanceOf(WorkFolderException.class)
        .hasMessageStartingWith("odd create " + id + ": cannot create named pipes in " + folder)
        .hasMessageContaining("mkfifo");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void laterOptionsGoBeforeEarlierOnes() {
    assertThatThrownBy(
            () ->
                script("sleep 100")
                    .list(
                        l -> l.timeout(Duration.ofHours(1)),
                        l -> l.timeout(Duration.ofMillis(300))))
        .isInstanceOf(RuntimeTimedOutException.class)
        .hasMessageContaining("within 0.3 s, a limit that timeout(…) of");
  }

  @Test
  void veryLongTimeoutsAreFine() {
    assertThat(script("echo null").list(l -> l.timeout(Duration.ofSeconds(Long.MAX_VALUE))))
        .isEmpty();
  }

  @Test
  void timeoutsMustBePositive() {
    OciRuntime runtime = script("true");
    assertThatThrownBy(() -> runtime.withTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a timeout must be more than 0, found PT0S");
    assertThatThrownBy(() -> runtime.state(id, s -> s.timeout(Duration.ofSeconds(-1))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
