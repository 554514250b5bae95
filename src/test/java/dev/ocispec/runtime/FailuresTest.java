package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runtimes say, as they were seen to say it, and what it means. */
@Tag("unit")
class FailuresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          state  | container does not exist                                                     | ContainerNotFoundException
          exec   | exec failed: container does not exist                                        | ContainerNotFoundException
          state  | error opening file `/r/x/status`: No such file or directory                  | ContainerNotFoundException
          delete | cannot open directory '/r/x': No such file or directory                      | ContainerNotFoundException
          state  | container `x` does not exist: open `/r/x/status`: No such file or directory  | ContainerNotFoundException
          state  | loading container: file does not exist                                       | ContainerNotFoundException
          ps     | loading sandbox: file does not exist                                         | ContainerNotFoundException
          delete | loading container "nosuch": file does not exist                              | ContainerNotFoundException
          create | runc create failed: container with given ID already exists                   | ContainerExistsException
          create | container `a` already exists                                                 | ContainerExistsException
          run    | runc run failed: unable to start container process: exec: "x": executable file not found in $PATH | CommandNotFoundException
          create | runc create failed: unable to start container process: error during container init: exec: "/bin/x": stat /bin/x: no such file or directory | CommandNotFoundException
          run    | executable file `x` not found in $PATH: No such file or directory            | CommandNotFoundException
          create | executable file `/bin/x` not found: No such file or directory                | CommandNotFoundException
          create | cannot find `` in $PATH: No such file or directory                           | CommandNotFoundException
          start  | starting container: starting root container: starting sandbox: creating process: failed to load /bin/x: no such file or directory | CommandNotFoundException
          start  | starting container: starting root container: starting sandbox: error finding executable "x" in PATH [/bin /usr/bin]: no such file or directory | CommandNotFoundException
          run    | argument list too long                                                       | ArgumentsTooLongException
          run    | exec container process `/bin/sh`: Argument list too long                     | ArgumentsTooLongException
          run    | chdir `/f/x`: Not a directory                                                | WorkingDirectoryException
          run    | chdir `/f`: Permission denied                                                | WorkingDirectoryException
          run    | runc run failed: unable to start container process: error during container init: mkdir /f: not a directory | WorkingDirectoryException
          create | runc create failed: unable to start container process: error during container init: chdir to cwd ("/f") set in config.json failed: not a directory | WorkingDirectoryException
          run    | exec container process (missing dynamic library?) `/badint`: No such file or directory | CommandNotExecutableException
          run    | exec container process `/garbage`: Exec format error                         | CommandNotExecutableException
          run    | runc run failed: unable to start container process: exec: "/f/x": stat /f/x: not a directory | CommandNotFoundException
          run    | runc run failed: unable to start container process: exec: "/l": stat /l: too many levels of symbolic links | CommandNotFoundException
          run    | open executable: File name too long                                          | CommandNotFoundException
          run    | runc run failed: unable to start container process: exec: "/bin": permission denied | CommandNotExecutableException
          run    | runc run failed: unable to start container process: exec: "/bin": is a directory | CommandNotExecutableException
          run    | open executable: Permission denied                                           | CommandNotExecutableException
          run    | open executable: Operation not permitted                                     | CommandNotExecutableException
          run    | the path `/bin` is not a regular file: Operation not permitted               | CommandNotExecutableException
          exec   | the path `/bin/text` exists but it is not executable: Operation not permitted | CommandNotExecutableException
          start  | cannot start a container that has stopped                                    | WrongStatusException
          start  | cannot start an already running container                                    | WrongStatusException
          start  | cannot start a container in the paused state                                 | WrongStatusException
          start  | cannot open `/r/x/exec.fifo`: No such file or directory                      | WrongStatusException
          kill   | container not running                                                        | WrongStatusException
          resume | container not paused                                                         | WrongStatusException
          events | container with id qa is not running                                          | WrongStatusException
          delete | cannot delete container qa that is not stopped: running                      | WrongStatusException
          delete | the container `qb` is not in `created` or `stopped` state                    | WrongStatusException
          exec   | exec failed: cannot exec in a stopped container                              | WrongStatusException
          exec   | exec failed: cannot exec in a paused container (use --ignore-paused to override) | WrongStatusException
          features | unknown command features                                                   | UnsupportedVerbException
          run    | flag provided but not defined: -nosuchflag                                   | UnsupportedVerbException
          run    | run: unrecognized option '--nosuchflag'                                      | UnsupportedVerbException
          create | runc create failed: cannot allocate tty if runc will detach without setting console socket | TerminalUnsupportedException
          state  | open /run/runc/x/state.json: permission denied                               | PermissionDeniedException
          kill   | operation not permitted                                                      | PermissionDeniedException
          create | runc create failed: invalid rootfs: stat /b/x: no such file or directory     | BundleRefusedException
          run    | runc run failed: json: cannot unmarshal number -1 into Go struct field User.process.user.uid of type uint32 | BundleRefusedException
          run    | load `config.json`: Invalid value '-1' with type 'UID' for key 'uid': Numerical result out of range | BundleRefusedException
          exec   | chdir `/nono`: No such file or directory                                     | VerbRefusedException
          update | unable to set memory limit to 1 (current usage: 274432, peak usage: 2256896) | VerbRefusedException
          update | writing file `memory.limit_in_bytes`: Device or resource busy                | VerbRefusedException
          """)
  void aTextMeansOneKindOfFailure(String verb, String text, String type) {
    RuntimeFailureException failure = failure(verb, 1, text);
    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure).hasMessage("runc " + verb + " x: " + text);
  }

  @Test
  void mixedControlGroupsComeWithARemedy() {
    assertThat(
            failure(
                "create", 1, "cgroups in hybrid mode not supported, drop all controllers from x"))
        .isInstanceOf(ControlGroupsRefusedException.class)
        .hasMessage(
            "runc create x: cgroups in hybrid mode not supported, drop all controllers from x; that"
                + " is so while old hierarchies are mounted and"
                + " /sys/fs/cgroup/unified/cgroup.controllers is not empty: use runc, boot the host"
                + " with systemd.unified_cgroup_hierarchy=1, or give crun a wrapper that hides that"
                + " folder");
  }

  @ParameterizedTest
  @CsvSource({"134, SIGABRT", "139, SIGSEGV", "137, SIGKILL"})
  void aSilentDeathBySignalIsACrash(int exitCode, String signal) {
    assertThat(failure("state", exitCode, ""))
        .isInstanceOf(RuntimeCrashedException.class)
        .hasMessage("runc state x: the runtime itself was killed by " + signal);
  }

  @ParameterizedTest
  @CsvSource({"1", "128", "255"})
  void aSilentFailureIsNoCrash(int exitCode) {
    assertThat(failure("state", exitCode, ""))
        .isInstanceOf(VerbRefusedException.class)
        .hasMessage("runc state x: exit code " + exitCode + " without any message");
  }

  @Test
  void theUsageOfRunscMeansThatItHasNoSuchVerb() {
    String usage = "Usage: runsc <flags> <subcommand> <subcommand args>\n\n" + "x\n".repeat(3000);
    assertThat(failure("features", 128, usage))
        .isInstanceOf(UnsupportedVerbException.class)
        .hasMessage("runc features x: unknown verb: the runtime printed its usage");
  }

  private static RuntimeFailureException failure(String verb, int exitCode, String text) {
    return Failures.of(
        new CallReport(
            Path.of("/usr/bin/runc"),
            verb,
            Optional.of("x"),
            List.of("/usr/bin/runc", verb, "x"),
            OptionalInt.of(exitCode),
            List.of(),
            text));
  }
}
