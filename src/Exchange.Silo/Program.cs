using System.CommandLine;
using Exchange.Silo;

// A line that makes no sense ends with 2 as everywhere: with 1 it would pass for an audit that found something.
var parsed = SiloCommand.Create().Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration
{
    // On a signal; the host itself gives its services 30 s to stop.
    ProcessTerminationTimeout = TimeSpan.FromSeconds(40),
});
return parsed.Errors.Count > 0 ? 2 : code;
