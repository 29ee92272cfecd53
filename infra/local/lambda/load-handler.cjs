const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

/** The function that `handler` (`index.handler`, `folder/index.handler`) names under the asset's directory. */
exports.loadHandler = async (taskRoot, handler) => {
  const [, file, exportName] = /^(.*?[^/.]+)\.([^/]+)$/.exec(handler) ?? [];
  if (!file) throw named('Runtime.MalformedHandlerName', `'${handler}' is not of the form file.export`);
  const path = ['.js', '.mjs', '.cjs'].map((extension) => join(taskRoot, file + extension)).find(existsSync);
  if (!path) {
    const looked = `${file}.js, ${file}.mjs or ${file}.cjs in ${taskRoot}`;
    throw named('Runtime.ImportModuleError', `Cannot find the handler's module: no ${looked}`);
  }
  const module = await import(pathToFileURL(path));
  const found = pick(module, exportName) ?? pick(module.default, exportName);
  if (typeof found !== 'function')
    throw named('Runtime.HandlerNotFound', `${handler} is undefined or not exported as a function`);
  if (found.length > 2)
    throw named(
      'Runtime.CallbackHandlerDeprecated',
      `${handler} takes a callback, which nodejs24.x no longer supports: make it async, with two parameters at most`,
    );
  return found;
};

function pick(module, exportName) {
  return exportName.split('.').reduce((value, name) => value?.[name], module);
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}
