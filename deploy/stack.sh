# Sourced by the scripts: which stack this machine can build, asked of NuGet once, quickly and quietly.

# exchange_stack [dotnet arguments]: prints orleans or bundled.
exchange_stack() {
  if [ -n "${STACK:-}" ]; then echo "$STACK"; return; fi
  if timeout 180 dotnet restore src/Exchange.Silo/Exchange.Silo.csproj -p:Stack=orleans -v quiet "$@" \
    >/dev/null 2>&1 </dev/null
  then echo orleans; else echo bundled; fi
}
