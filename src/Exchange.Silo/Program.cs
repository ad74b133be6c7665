using Exchange.Silo;

// A line that makes no sense ends with 2 as everywhere: with 1 it would pass for an audit that found something.
var parsed = SiloCommand.Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? 2 : code;
