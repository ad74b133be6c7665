using Exchange.Cli;

return await CommandLine.RunAsync(args);
