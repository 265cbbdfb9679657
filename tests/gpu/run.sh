#!/usr/bin/env bash
# On a machine with a GPU: the tests of the kernels and the benchmark, with ratio lines in one run.
#   tests/gpu/run.sh publish        here: builds artifacts/gpu/benchmarks, one file that needs no .NET there
#   tests/gpu/run.sh [cuda|opencl]  there, in the repository: runs it; with .NET there, the tests too
set -euo pipefail
cd "$(dirname "$0")/../.."
out=artifacts/gpu
if [[ "${1:-}" == publish ]]; then
  dotnet publish tests/ItoSharp.Benchmarks -c Release -r linux-x64 --self-contained \
    -p:PublishSingleFile=true -p:EnableCompressionInSingleFile=true -o "$out"
  ls -l "$out"
  exit 0
fi

driver=${1:-cuda}
if command -v nvidia-smi >/dev/null; then
  nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader
fi
if command -v dotnet >/dev/null; then
  dotnet test tests/ItoSharp.Gpu.Tests
fi
# Rivals on the same machine (diffrax, torch, a kernel written by hand) are not part of this yet.
chmod +x "$out/ItoSharp.Benchmarks" 2>/dev/null || true
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$out/ItoSharp.Benchmarks" gpu "$driver" "${2:-8388608}"
