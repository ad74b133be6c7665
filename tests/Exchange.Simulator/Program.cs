using Exchange.Simulator.Runs;

return SimulatorCommand.Create().Parse(args).Invoke();
