#!/usr/bin/env bash
# A Debian 13 folder to run the libtorch tests in, for machines whose libstdc++ is too old for TorchSharp's native library, and the
# OpenCL tests, for machines without an OpenCL device.
#
#   eng/torch-root.sh setup            makes the folder (root rights and a network needed, once)
#   eng/torch-root.sh run COMMAND...   runs a command in it, with this repository, the .NET SDK and the NuGet packages in view
#
# PoCL 6 ends the process over some kernels ("Instruction Combining did not reach a fixpoint", pocl/pocl#1608) when it turns work items
# into loops as it does by default. Unless POCL_WORK_GROUP_METHOD says otherwise, run has it split kernels at their barriers: "cbs".
#
# LOSSGEN_TORCH_ROOT names the folder (default: /var/tmp/lossgen-trixie). Where the machine's own libstdc++ is new enough, setup
# makes nothing and run runs the command directly. To get rid of the folder, delete it while no command runs in it.
set -euo pipefail

readonly symbol=GLIBCXX_3.4.32 # of GCC 13; libLibTorchSharp.so is linked against it
readonly suite=trixie
readonly packages=pocl-opencl-icd,ocl-icd-opencl-dev,libicu76,clinfo,ca-certificates,libfontconfig1,fonts-dejavu-core
readonly root=${LOSSGEN_TORCH_ROOT:-/var/tmp/lossgen-trixie}
export POCL_WORK_GROUP_METHOD=${POCL_WORK_GROUP_METHOD:-cbs}
readonly stamp=$root/.lossgen-ready # written last: a folder without it is a setup that was cut short
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
readonly repository

say() { printf 'torch-root: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

machine_suffices() {
    local library
    library=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | awk '/libstdc\+\+\.so\.6 .*x86-64/ && !found { print $NF; found = 1 }')
    [[ -n $library ]] && grep -q "$symbol" "$library"
}

# ILGPU looks for libOpenCL.so, and finds devices through the files of their vendors.
opencl_suffices() {
    PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q 'libOpenCL\.so ' && compgen -G '/etc/OpenCL/vendors/*.icd' >/dev/null
}

install_opencl() {
    [[ $(id -u) == 0 ]] || fail 'installing PoCL for the tests on OpenCL takes root rights'
    say 'installing PoCL'
    retry apt-get update -qq
    DEBIAN_FRONTEND=noninteractive retry apt-get install -y -qq --no-install-recommends pocl-opencl-icd ocl-icd-opencl-dev >/dev/null
}

# A network that fails once is tried again.
retry() { "$@" || { say "failed, trying once more: $*"; sleep 10; "$@"; }; }

is_mounted_below() { awk -v root="$1/" 'index($2 "/", root) == 1 { found = 1 } END { exit !found }' /proc/mounts; }

install_debootstrap() {
    command -v debootstrap >/dev/null && return
    say 'installing debootstrap'
    retry apt-get update -qq
    DEBIAN_FRONTEND=noninteractive retry apt-get install -y -qq --no-install-recommends debootstrap debian-archive-keyring >/dev/null
}

bootstrap() {
    # What an attempt left behind confuses the next one; with something mounted in it, it must not be deleted.
    if [[ -e $root ]]; then
        if is_mounted_below "$root"; then fail "$root is unfinished and something is mounted in it: unmount that and try again"; fi
        [[ -d $root/debootstrap || -z $(ls -A "$root") ]] \
            || fail "$root exists and is no unfinished Debian root: set LOSSGEN_TORCH_ROOT to another folder"
        rm -rf --one-file-system "$root"
    fi
    # The mirror that this machine's apt uses, where it is Debian's; else debootstrap's own default.
    local mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1 || true)
    debootstrap --variant=minbase --include="$packages" "$suite" "$root" ${mirror:+"$mirror"} >"$1" 2>&1 \
        || { tail -n 5 "$1" >&2; return 1; }
}

setup() {
    if machine_suffices; then
        say "this machine's libstdc++ has $symbol: no root is needed"
        opencl_suffices || install_opencl
        return
    fi
    if [[ -e $stamp ]]; then say "$root is ready"; return; fi
    [[ $(id -u) == 0 ]] || fail "this machine's libstdc++ lacks $symbol; making a Debian $suite root takes root rights"
    install_debootstrap
    say "making a Debian $suite root at $root, for a libstdc++ with $symbol (about two minutes)"
    local log
    log=$(mktemp)
    retry bootstrap "$log"
    rm -f "$log" "$root"/var/cache/apt/archives/*.deb
    touch "$stamp"
    say "$root is ready ($(du -sh "$root" | cut -f 1))"
}

mounted=()
# Called by a trap.
# shellcheck disable=SC2317,SC2329
unmount() {
    local index
    for ((index = ${#mounted[@]} - 1; index >= 0; index--)); do umount -l "${mounted[index]}" || true; done
}

# The mounts are made in a mount namespace of their own (see run), which the kernel takes down with its last process: even a killed
# command leaves none behind. The trap unmounts earlier than that, should a process of the command live on in the background.
run_inside() {
    local sdk packages_folder
    sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
    packages_folder=${NUGET_PACKAGES:-$HOME/.nuget/packages}
    mkdir -p "$packages_folder"

    trap unmount EXIT
    local source
    for source in /proc /sys /dev "$sdk" "$packages_folder" "$repository"; do
        mkdir -p "$root$source"
        mount --rbind "$source" "$root$source"
        mounted+=("$root$source")
        mount --make-rslave "$root$source" # so that unmounting here unmounts nothing there
    done

    local status=0
    env -i HOME=/root PATH="$sdk:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" DOTNET_ROOT="$sdk" \
        NUGET_PACKAGES="$packages_folder" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LANG=C.UTF-8 CI="${CI:-}" \
        ${LOSSGEN_REQUIRE_TORCH:+LOSSGEN_REQUIRE_TORCH="$LOSSGEN_REQUIRE_TORCH"} \
        ${OMP_WAIT_POLICY:+OMP_WAIT_POLICY="$OMP_WAIT_POLICY"} ${OMP_NUM_THREADS:+OMP_NUM_THREADS="$OMP_NUM_THREADS"} \
        ${LOSSGEN_TEST_DEVICES:+LOSSGEN_TEST_DEVICES="$LOSSGEN_TEST_DEVICES"} POCL_WORK_GROUP_METHOD="$POCL_WORK_GROUP_METHOD" \
        chroot "$root" /bin/sh -c 'cd "$0" && exec "$@"' "$directory" "$@" || status=$?
    return "$status"
}

run() {
    [[ $# -gt 0 ]] || fail 'run needs a command'
    if machine_suffices; then exec "$@"; fi
    [[ -e $stamp ]] || fail "$root is not ready: run 'eng/torch-root.sh setup' first"
    [[ $(id -u) == 0 ]] || fail 'running inside the root takes root rights'
    local directory
    directory=$(pwd -P)
    [[ $directory/ == "$repository"/* ]] || directory=$repository
    if [[ ${LOSSGEN_TORCH_NAMESPACE:-} != own ]]; then
        LOSSGEN_TORCH_NAMESPACE=own exec unshare --mount --propagation private "$repository/eng/torch-root.sh" run "$@"
    fi
    run_inside "$@"
}

case ${1:-} in
    setup) setup ;;
    run) shift; run "$@" ;;
    *) fail 'usage: torch-root.sh setup | torch-root.sh run COMMAND...' ;;
esac
