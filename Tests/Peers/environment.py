"""Makes the Python environment of the other libraries: python3 environment.py FOLDER.

A complete one is left as it is. A library that can't be installed is one line; the rest goes on,
and the next call tries it again.
"""

import pathlib
import subprocess
import sys
import venv

REQUIREMENTS = pathlib.Path(__file__).with_name("requirements.txt")


def requirements():
    lines = (line.strip() for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def install(python, *what):
    """Installs with pip; gives its first error when that fails, else None."""
    command = [python, "-m", "pip", "install", "--quiet", *what]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    if done.returncode == 0:
        return None
    errors = (line for line in done.stderr.splitlines() if line.startswith("ERROR:"))
    return next(errors, f"pip ended with status {done.returncode}")


def install_all(python):
    """Gives the failures, one line each."""
    if install(python, "-r", REQUIREMENTS) is None:
        return []
    failures = []
    for line in requirements():
        why = install(python, "--constraint", REQUIREMENTS, line)
        if why:
            failures.append(f"{line} was not installed: {why}")
    return failures


def remove_compiled_torchaudio(folder):
    """The compiled part loads only beside the CUDA that it was made for, and the import fails
    without it. The transforms are torch alone and need none of it."""
    for path in folder.glob("lib/python*/site-packages/torchaudio/lib/*.so"):
        path.unlink()


def main():
    folder = pathlib.Path(sys.argv[1])
    stamp = folder / "complete"
    wanted = "\n".join(requirements())
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"Making the Python environment {folder}: several GB, some minutes", flush=True)
    stamp.unlink(missing_ok=True)
    venv.create(folder, symlinks=True, with_pip=True)
    failures = install_all(folder / "bin/python")
    remove_compiled_torchaudio(folder)
    for failure in failures:
        print(failure)
    if not failures:
        stamp.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
