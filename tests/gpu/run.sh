#!/usr/bin/env bash
# On a machine with a GPU: the tests of the kernels, and the benchmark against all that is there, with ratio lines in one run.
#   tests/gpu/run.sh publish                      here: makes the folder artifacts/gpu, which needs no .NET and no network there
#   artifacts/gpu/run.sh [cuda|opencl] [PATHS] [CASE]   there, copied wherever: runs it; PATHS are 8388608 unless given
# ITOSHARP_TESTS=part runs the tests with that part in their names alone, ITOSHARP_PYTHON=python looks for rivals there first.
# Ends with 0 where no test failed, our bits are the CPU's and every rival that is there computes the same as we do.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [[ "${1:-}" == publish ]]; then
  cd "$here/../.."
  out=artifacts/gpu
  rm -rf "$out"
  dotnet publish tests/ItoSharp.Gpu.Runner -c Release -p:Alone=true -o "$out"
  # What the commands of another machine read: documentation and the rivals of processors stay here.
  rm -rf "$out/ItoSharp.Benchmarks" "$out"/*.xml "$out"/*.pdb "$out"/*.json "$out/Native" "$out/Torch"
  cp "$here/run.sh" "$out/run.sh"
  ls -lR "$out"
  du -sh "$out"
  exit 0
fi

folder=$here
[[ -f "$folder/itosharp-gpu" ]] || folder=$here/../../artifacts/gpu
if [[ ! -f "$folder/itosharp-gpu" ]]; then
  echo "There is no artifacts/gpu/itosharp-gpu: run tests/gpu/run.sh publish where .NET is." >&2
  exit 2
fi

chmod +x "$folder/itosharp-gpu" 2>/dev/null || true
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
if command -v nvidia-smi >/dev/null; then
  nvidia-smi --query-gpu=name,driver_version,memory.total,clocks.max.sm --format=csv,noheader || true
else
  echo "nvidia-smi is not here"
fi

rc=0
tests=(tests)
[[ -z "${ITOSHARP_TESTS:-}" ]] || tests+=("$ITOSHARP_TESTS")
"$folder/itosharp-gpu" "${tests[@]}" || rc=1
echo
"$folder/itosharp-gpu" gpu "${1:-cuda}" "${2:-8388608}" ${3:+"$3"} || rc=1
exit "$rc"
