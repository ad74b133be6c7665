using Exchange.Silo;

return await SiloCommand.Create().Parse(args).InvokeAsync();
